DROP INDEX `calls_report`;--> statement-breakpoint
CREATE INDEX `calls_report` ON `calls` ((case when contact_id is null then to_number else contact_id end),`requested_at`,((case status when 'placing' then 0 when 'unknown' then 1 when 'not_placed' then 2 when 'registered' then 3 when 'ongoing' then 4 when 'ended' then 5 when 'not_connected' then 6 when 'error' then 7 else 8 end)
  + (case disposition when 'answered' then 0 when 'machine' then 1 when 'busy' then 2 when 'no_answer' then 3 when 'declined' then 4 when 'invalid' then 5 when 'caller_id' then 6 when 'our_side' then 7 when 'broke' then 8 else 9 end) * 16
  + (case callee_clock when 'callee' then 0 when 'assumed' then 1 when 'operator' then 2 else 3 end) * 256
  + (case when success is null then 0 else success + 1 end + (opted_out_at is not null) * 4) * 4096
  + (case when callee_offset is null then 0 else callee_offset end + 1440) * 65536),`duration_ms`,`cost_cents`,`campaign_id`,`agent_id`,`from_number`);