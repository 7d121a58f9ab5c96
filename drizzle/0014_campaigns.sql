CREATE TABLE `campaigns` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text collate nocase NOT NULL,
	`paused_at` integer,
	`paused_by` text,
	`pause_reason` text,
	`cancelled_at` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "campaigns_paused_by_somebody" CHECK((paused_at is null) = (paused_by is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_name` ON `campaigns` (`name`);--> statement-breakpoint
ALTER TABLE `calls` ADD `campaign_id` integer REFERENCES campaigns(id);--> statement-breakpoint
CREATE INDEX `calls_campaign` ON `calls` (`campaign_id`,`disposition`) WHERE campaign_id is not null;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `campaign_id` integer REFERENCES campaigns(id);--> statement-breakpoint
CREATE INDEX `scheduled_calls_campaign` ON `scheduled_calls` (`campaign_id`,`status`,`contact_id`) WHERE campaign_id is not null;