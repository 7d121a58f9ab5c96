CREATE TABLE `halts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`by` text NOT NULL,
	`reason` text,
	`since` integer NOT NULL,
	`lifted_at` integer,
	`reported_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `halts_standing` ON `halts` ((lifted_at is null)) WHERE lifted_at is null;--> statement-breakpoint
CREATE TABLE `holiday_coverage` (
	`country` text PRIMARY KEY NOT NULL,
	`until` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `holidays` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`country` text NOT NULL,
	`region` text DEFAULT '' NOT NULL,
	`date` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holidays_day` ON `holidays` (`country`,`date`,`region`);--> statement-breakpoint
CREATE TABLE `call_times` (
	`name` text PRIMARY KEY NOT NULL,
	`notation` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `washed_numbers` (
	`phone_number` text PRIMARY KEY NOT NULL,
	`wash_id` integer NOT NULL,
	`washed_at` integer NOT NULL,
	FOREIGN KEY (`wash_id`) REFERENCES `washes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `washed_numbers_wash` ON `washed_numbers` (`wash_id`);--> statement-breakpoint
CREATE TABLE `washes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file` text NOT NULL,
	`register` text NOT NULL,
	`washed_at` integer NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `call_times` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `outside_hours` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `allow_repeat` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `zones` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `zones_from` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `call_times` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `outside_hours` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `allow_repeat` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `not_after` integer;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `spacing_ms` integer;--> statement-breakpoint
ALTER TABLE `do_not_call_numbers` ADD `reason` text;--> statement-breakpoint
ALTER TABLE `do_not_call_numbers` ADD `added_by` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `refusals_in_a_row` integer DEFAULT 0 NOT NULL;