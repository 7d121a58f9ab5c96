CREATE TABLE `column_mappings` (
	`headers` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact_search_queue` (
	`contact_id` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact_tags` (
	`contact_id` integer NOT NULL,
	`tag` text collate nocase NOT NULL,
	PRIMARY KEY(`contact_id`, `tag`),
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contact_tags_tag` ON `contact_tags` (`tag`,`contact_id`);--> statement-breakpoint
CREATE TABLE `import_changes` (
	`import_id` integer NOT NULL,
	`contact_id` integer NOT NULL,
	`before` text NOT NULL,
	`written_at` integer NOT NULL,
	PRIMARY KEY(`import_id`, `contact_id`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`undone_at` integer,
	`contacts_before` integer NOT NULL,
	`calls_before` integer NOT NULL,
	`scheduled_calls_before` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `do_not_call_at` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `import_id` integer;