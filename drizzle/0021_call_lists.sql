DROP INDEX `calls_status`;--> statement-breakpoint
DROP INDEX `calls_disposition`;--> statement-breakpoint
CREATE INDEX `calls_agent` ON `calls` (`agent_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `calls_time` ON `calls` (`requested_at`);--> statement-breakpoint
CREATE INDEX `calls_cost` ON `calls` (`cost_cents`,`requested_at`);--> statement-breakpoint
CREATE INDEX `calls_status` ON `calls` ((status || ''),`requested_at`);--> statement-breakpoint
CREATE INDEX `calls_disposition` ON `calls` ((disposition || ''),`requested_at`) WHERE disposition is not null;