CREATE TABLE `agents` (
	`id` text PRIMARY KEY NOT NULL,
	`asked_at` integer,
	`max_duration_ms` integer
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `reserved_cents` real;--> statement-breakpoint
CREATE INDEX `calls_campaign_time` ON `calls` (`campaign_id`,`requested_at`) WHERE campaign_id is not null;--> statement-breakpoint
CREATE INDEX `calls_campaign_cost` ON `calls` (`campaign_id`,`cost_cents`) WHERE campaign_id is not null and cost_cents is not null;--> statement-breakpoint
CREATE INDEX `calls_reserved` ON `calls` (`campaign_id`) WHERE reserved_cents is not null;--> statement-breakpoint
CREATE INDEX `calls_rate` ON `calls` (`agent_id`,(cost_cents * 60000.0 / duration_ms)) WHERE cost_cents is not null and duration_ms >= 10000;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `max_cost_cents` real;--> statement-breakpoint
ALTER TABLE `campaigns` ADD `resumed_at` integer;