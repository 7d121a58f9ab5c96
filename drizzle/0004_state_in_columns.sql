ALTER TABLE `calls` ADD `waits_for` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `held_because` text;--> statement-breakpoint
ALTER TABLE `scheduled_calls` ADD `waits_for` text;