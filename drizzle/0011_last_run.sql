ALTER TABLE `scheduled_calls` ADD `opening` integer;--> statement-breakpoint
CREATE INDEX `scheduled_calls_opening` ON `scheduled_calls` (`opening`,`next_attempt_at`) WHERE opening is not null;--> statement-breakpoint
ALTER TABLE `ledger` ADD `last_run_at` integer;