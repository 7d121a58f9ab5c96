DROP INDEX `calls_campaign`;--> statement-breakpoint
CREATE INDEX `calls_campaign` ON `calls` (`campaign_id`,`contact_id`,`disposition`) WHERE campaign_id is not null;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `redial_of` integer REFERENCES scheduled_calls(id);--> statement-breakpoint
CREATE UNIQUE INDEX `scheduled_calls_redial_of` ON `scheduled_calls` (`redial_of`) WHERE redial_of is not null;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `redial` text;