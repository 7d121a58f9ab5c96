DROP INDEX `calls_disposition`;--> statement-breakpoint
CREATE INDEX `calls_disposition` ON `calls` ((disposition || '')) WHERE disposition is not null;