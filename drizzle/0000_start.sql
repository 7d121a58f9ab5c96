CREATE TABLE `calls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reference` text NOT NULL,
	`scheduled_call_id` integer,
	`contact_id` integer,
	`attempt` integer NOT NULL,
	`from_number` text NOT NULL,
	`to_number` text NOT NULL,
	`agent_id` text NOT NULL,
	`dynamic_variables` text NOT NULL,
	`status` text NOT NULL,
	`retell_call_id` text,
	`error_message` text,
	`disconnection_reason` text,
	`requested_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`duration_ms` integer,
	`claimed_by` text,
	`claimed_until` integer,
	`next_check_at` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`scheduled_call_id`) REFERENCES `scheduled_calls`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "calls_status_known" CHECK(status in ('placing', 'unknown', 'not_placed', 'registered', 'ongoing', 'ended', 'not_connected', 'error')),
	CONSTRAINT "calls_placed_has_retell_id" CHECK((status in ('placing', 'unknown', 'not_placed')) = (retell_call_id is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_reference` ON `calls` (`reference`);--> statement-breakpoint
CREATE INDEX `calls_retell_call_id` ON `calls` (`retell_call_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `calls_one_ring` ON `calls` (`scheduled_call_id`) WHERE status <> 'not_placed';--> statement-breakpoint
CREATE INDEX `calls_scheduled_call` ON `calls` (`scheduled_call_id`);--> statement-breakpoint
CREATE INDEX `calls_contact` ON `calls` (`contact_id`);--> statement-breakpoint
CREATE INDEX `calls_to_number` ON `calls` (`to_number`,`requested_at`);--> statement-breakpoint
CREATE INDEX `calls_claimed` ON `calls` (`claimed_until`) WHERE claimed_by is not null;--> statement-breakpoint
CREATE INDEX `calls_unknown` ON `calls` (`next_check_at`) WHERE status = 'unknown';--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`next_check_at`) WHERE status in ('registered', 'ongoing');--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`phone_number` text NOT NULL,
	`email` text,
	`business_name` text,
	`business_website` text,
	`timezone` text,
	`custom_fields` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_phone_number` ON `contacts` (`phone_number`);--> statement-breakpoint
CREATE INDEX `contacts_name` ON `contacts` ("name" collate nocase);--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` ("email" collate nocase);--> statement-breakpoint
CREATE TABLE `scheduled_calls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` integer,
	`from_number` text NOT NULL,
	`agent_id` text NOT NULL,
	`scheduled_time` integer NOT NULL,
	`status` text NOT NULL,
	`retell_call_id` text,
	`call_id` integer,
	`dynamic_variables` text NOT NULL,
	`error_message` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`max_attempts` integer DEFAULT 3 NOT NULL,
	`next_attempt_at` integer,
	`executed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "scheduled_calls_status_known" CHECK(status in ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED')),
	CONSTRAINT "scheduled_calls_pending_has_time" CHECK((status = 'PENDING') = (next_attempt_at is not null))
);
--> statement-breakpoint
CREATE INDEX `scheduled_calls_due` ON `scheduled_calls` (`next_attempt_at`,`id`) WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX `scheduled_calls_time` ON `scheduled_calls` (`scheduled_time`,`id`);--> statement-breakpoint
CREATE INDEX `scheduled_calls_status` ON `scheduled_calls` (`status`,`scheduled_time`,`id`);--> statement-breakpoint
CREATE INDEX `scheduled_calls_contact` ON `scheduled_calls` (`contact_id`);