DROP INDEX `scheduled_calls_due`;--> statement-breakpoint
CREATE INDEX `scheduled_calls_due` ON `scheduled_calls` (`next_attempt_at`,`id`) WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX `calls_status` ON `calls` ((status || ''));--> statement-breakpoint
CREATE INDEX `contacts_do_not_call` ON `contacts` (`id`) WHERE do_not_call_at is not null;