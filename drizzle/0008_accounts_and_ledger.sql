CREATE TABLE `do_not_call_numbers` (
	`phone_number` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`address` text NOT NULL,
	`fingerprint` text NOT NULL,
	`same_as` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_fingerprint` ON `accounts` (`address`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` integer PRIMARY KEY NOT NULL,
	`identity` text NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`machine` text,
	`copied_at` integer,
	`copied_from` text,
	`restored_at` integer,
	`placed_until` integer
);
--> statement-breakpoint
CREATE TABLE `outages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`started_at` integer NOT NULL,
	`reported_at` integer NOT NULL,
	`ended_at` integer,
	`first_call_id` integer,
	FOREIGN KEY (`first_call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outages_standing` ON `outages` (`kind`) WHERE ended_at is null;--> statement-breakpoint
DROP INDEX `calls_retell_call_id`;--> statement-breakpoint
DROP INDEX `calls_one_ring`;--> statement-breakpoint
ALTER TABLE `calls` ADD `sends` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `also_placed_as` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `account_id` integer REFERENCES accounts(id);--> statement-breakpoint
ALTER TABLE `calls` ADD `timezone` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `locale` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `did_not_ring` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `set_aside_at` integer;--> statement-breakpoint
CREATE INDEX `calls_placed_twice` ON `calls` (`id`) WHERE also_placed_as is not null;--> statement-breakpoint
CREATE INDEX `calls_set_aside` ON `calls` (`id`) WHERE set_aside_at is not null;--> statement-breakpoint
CREATE INDEX `calls_did_not_ring` ON `calls` (`requested_at`) WHERE did_not_ring = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `calls_retell_call_id` ON `calls` (`retell_call_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `calls_one_ring` ON `calls` (`scheduled_call_id`) WHERE status <> 'not_placed' and did_not_ring = 0;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `simulated` integer;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `timezone` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `locale` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `verify_first` integer DEFAULT false NOT NULL;--> statement-breakpoint
INSERT INTO `do_not_call_numbers` (`phone_number`, `source`, `created_at`)
	SELECT `phone_number`, 'contact', `do_not_call_at` FROM `contacts` WHERE `do_not_call_at` IS NOT NULL;
