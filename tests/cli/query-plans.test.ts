import { describe, expect, it } from 'vitest';
import { useEveryCommand } from '../support/every-command.ts';
import { type Walk, walksOf } from '../support/query-plan.ts';

/** Statements that may scan a whole table, by a step of their plan, and why. */
const exceptions: { step: RegExp; sql: RegExp; because: string }[] = [
  {
    step: /^SCAN webhooks USING (COVERING )?INDEX webhooks_received$/,
    sql: /state = 'received'/,
    because: 'the index has only webhooks that are yet to be applied',
  },
  {
    step: /^SCAN webhooks USING (COVERING )?INDEX webhooks_aside$/,
    sql: /state in \('set_aside', 'unreadable', 'failed'\)/,
    because: 'the index has only webhooks that were set aside, a thousand at most',
  },
  {
    step: /^SCAN webhooks$/,
    sql: /where not state in \('set_aside', 'unreadable', 'failed'\) order by "webhooks"."id" desc/,
    because: 'it ends at the first that was not set aside, and a thousand at most were',
  },
  {
    step: /^(SCAN|CO-ROUTINE)\b/,
    sql: /from \(select id, received_at from webhooks where not state = 'received' order by id limit 2\)/,
    because: 'it reads two rows, and those before them that are yet to be applied',
  },
  {
    step: /calls USING (COVERING )?INDEX (calls|scheduled_calls)_status/,
    sql: /^update "(calls|scheduled_calls)" set "(held_because|verify_first)" = \?/,
    because: 'restore changes every call that may have been placed since the backup',
  },
  {
    step: /^EVERYTHING$/,
    sql: /^(VACUUM INTO|PRAGMA integrity_check$|PRAGMA foreign_key_check$)/,
    because: 'a backup copies everything, and doctor checks everything',
  },
  {
    step: /^SCAN (contacts|scheduled_calls USING COVERING INDEX scheduled_calls_time|calls)$/,
    sql: /^select .* from "\w+"( left join "contacts" on "contacts"."id" = "\w+"."contact_id")? order by "\w+"\."\w+" (asc|desc)(, "scheduled_calls"."id" asc)?$/s,
    because: 'a whole list, for a pipe',
  },
  {
    step: /^SCAN contact_tags USING COVERING INDEX contact_tags_tag$/,
    sql: /^select "tag", count\(\*\) from "contact_tags" group by/,
    because: 'contacts tags counts every tagged contact',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /^select .* from "holidays" where /,
    because: 'a few hundred holidays are known at most',
  },
  {
    step: /^SCAN contact_search_queue$/,
    sql: /^select count\(\*\) from "contact_search_queue"$/,
    because: 'it counts the work to do, all of which is then done',
  },
  {
    step: /^SCAN calls USING INDEX calls_claimed$/,
    sql: /where ("calls"\.)?"?claimed_by"? is not null/i,
    because: 'there are only as many claims as calls being placed',
  },
  {
    step: /^SCAN calls USING INDEX calls_open$/,
    sql: /^select "id" from "calls" where "calls"."status" in \('registered', 'ongoing'\) limit \?$/,
    because: 'the index has only calls that ring or talk, and 10,000 of them are read at most',
  },
  {
    step: /^(CO-ROUTINE rows|SCAN rows|SCAN calls USING COVERING INDEX calls_unknown)$/,
    sql: /^select count\(\*\) from \(select 1 from "(scheduled_calls|calls)" where .* limit \?\) "rows"$/,
    because: 'it counts to 10,000 at most, in an index of what is asked for',
  },
  {
    step: /^SCAN agents$/,
    sql: /^select "id" from "agents" where/,
    because: 'there are as many as agents of campaigns with a cost cap, a few',
  },
  {
    step: /^(SCAN campaigns|SEARCH scheduled_calls EXISTS USING COVERING INDEX scheduled_calls_campaign .*)$/,
    sql: /^select "id" from "campaigns" where \("campaigns"\."max_cost_cents" is not null and exists/,
    because:
      'it is asked once in a run, if a campaign has ever had a cap, and ends with the first that has calls to come',
  },
  {
    step: /^(SEARCH scheduled_calls USING INDEX scheduled_calls_campaign|USE TEMP B-TREE FOR DISTINCT)/,
    sql: /^select distinct "agent_id" from "scheduled_calls" where \("scheduled_calls"\."campaign_id" = \?/,
    because: 'the agents of a campaign, once when it is given a cap',
  },
  {
    step: /^SCAN pragma_data_version VIRTUAL TABLE\b/,
    sql: /from pragma_data_version$/,
    because: 'it has one row, and no table behind it',
  },
  {
    step: /^SCAN washes$/,
    sql: /^select "id" from "washes" where/,
    because: 'there are as many washes as files were imported, one a month or so',
  },
  {
    step: /^SCAN do_not_call_numbers USING INDEX sqlite_autoindex_do_not_call_numbers_1$/,
    sql: /from "do_not_call_numbers" order by "do_not_call_numbers"."phone_number" asc$/,
    because: 'a whole list, for a pipe',
  },
  {
    step: /^SCAN (listed|do_not_call_numbers) USING COVERING INDEX do_not_call_prefixes$/,
    sql: /substr\((listed\.)?phone_number, -1\) = '\*'/,
    because: 'the index has only beginnings of numbers, which are few',
  },
  {
    step: /^SCAN kept_requests$/,
    sql: /^(delete from|update) "kept_requests"/,
    because: 'of a day’s answers, any may name the person who is purged',
  },
  {
    step: /^SCAN halts USING (COVERING )?INDEX halts_standing$/,
    sql: /from "?halts"? where lifted_at is null/,
    because: 'the index has at most one halt',
  },
  {
    step: /^SCAN calls USING INDEX calls_placed_twice$/,
    sql: /where "calls"\."also_placed_as" is not null order by/,
    because: 'the index has only the calls asked for',
  },
  {
    step: /^SCAN calls$/,
    sql: /^insert into "accounts"/,
    because: 'SQLite looks for calls without an account only after such a violation was put off',
  },
  {
    step: /^USE TEMP B-TREE FOR GROUP BY$/,
    sql: /where \(status \|\| ''\) = 'unknown' group by "calls"\."account_id"$/,
    because: 'few calls are unconfirmed',
  },
  {
    step: /^SEARCH calls USING INDEX calls_status \(<expr>=\?\)$/,
    sql: /^update "calls" set "next_check_at" = \? where \(\(status \|\| ''\) = 'unknown' and "calls"\."held_because"/,
    because: 'few calls are unconfirmed',
  },
  {
    step: /^SCAN calls USING (COVERING )?INDEX calls_set_aside$/,
    sql: /where "calls"\."set_aside_at" is not null order by/,
    because: 'the index has only the calls asked for',
  },
  {
    step: /^SCAN contacts USING INDEX contacts_do_not_call$/,
    sql: /select contacts\.id from contacts where do_not_call_at is not null order by/,
    because: 'the index has only the contacts asked for',
  },
  {
    step: /^SCAN (contacts USING INDEX contacts_do_not_call|do_not_call_numbers USING COVERING INDEX .*)$/,
    sql: /^select exists \(select 1 from contacts where do_not_call_at is not null\)/,
    because: 'it ends at the first mark',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /where "scheduled_calls"\."contact_id" = \? order by "scheduled_calls"\."scheduled_time"/,
    because: 'one contact has few calls',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /where "contacts"\."id" in \(.*\) order by "contacts"\."(name|phone_number|email)"/s,
    because: 'filtered contacts come in order of id, and any other order takes a sort',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /"contact_tags"\."tag" in \(\s*with recursive known/,
    because: 'a tag with non-ASCII letters can have two spellings, whose contacts are sorted together',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where (not )?exists \(select 1 from json_each/,
    because: 'no index has contacts without a custom field, or values without a word in them',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where fold\(coalesce\("contacts"\."\w+", ''\)\) = \?/,
    because:
      'no index has contacts without a field, or contacts by time zone; if many match, the page is soon full',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where do_not_call_at is null order by/,
    because: 'nearly every contact is unmarked, so the page is full at once',
  },
  {
    step: /^SCAN contacts$/,
    sql: /^select "id" from "contacts" where exists \(select 1 from json_each\(.*\) as field where field\.key = \?\) limit \?$/,
    because: 'it ends at the first contact with the field; only a mistyped field scans them all',
  },
  {
    step: /^(SCAN contacts|SCAN field VIRTUAL TABLE INDEX 1:|USE TEMP B-TREE FOR DISTINCT)$/,
    sql: /^select distinct field\.key from "contacts", json_each/,
    because: 'no index has the names of custom fields; they are read only for one that is named',
  },
  {
    step: /^(SCAN contacts|USE TEMP B-TREE FOR ORDER BY)$/,
    sql: /order by \(select value from json_each\(.*\) as field where field\.key = \?\) collate nocase/,
    because: 'no index has the values of custom fields in order',
  },
  {
    step: /^SCAN temp\.words_of_contacts/,
    sql: /^select term from temp\.words_of_contacts/,
    because: 'the words of names are read only for a name that nobody has',
  },
  {
    step: /^USE TEMP B-TREE FOR (GROUP BY|ORDER BY|count\(DISTINCT\))$/,
    sql: /"campaign_id" = \?/,
    because: 'only the calls of one campaign are counted or sorted',
  },
  {
    step: /^SCAN campaigns$/,
    sql: /^select .* from "campaigns" order by "campaigns"\."id" desc$/,
    because: 'all are listed',
  },
  {
    step: /^SCAN callbacks USING INDEX callbacks_order$/,
    sql: /from "callbacks" inner join .* order by \(state <> 'operator'\), "callbacks"\."at" desc, "callbacks"\."id" desc$/,
    because: 'a whole list, for a pipe',
  },
  {
    step: /^SCAN calls USING COVERING INDEX calls_report$/,
    sql: /^select \(case when contact_id is null then to_number else contact_id end\), .* order by \(case/s,
    because: 'a report counts every call, in one pass along an index that holds all it needs, sorted already',
  },
  {
    step: /^SCAN contact_tags USING COVERING INDEX sqlite_autoindex_contact_tags_1$/,
    sql: /^select "contact_tags"."contact_id", "contact_tags"."tag" from "contact_tags" order by/,
    because: 'a report by tag reads them beside the calls, sorted already',
  },
  {
    step: /^SCAN callbacks$/,
    sql: /from "callbacks" cross join "calls"/,
    because: 'a report counts every callback, one for each call that asks for it',
  },
  {
    step: /^SCAN import_changes$/,
    sql: /^delete from "import_changes" where "import_changes"\."contact_id" = \?$/,
    because: 'only contacts purge asks, which is seldom used',
  },
  {
    step: /^EVERYTHING$/,
    sql: /^pragma (secure_delete = on|wal_checkpoint\(truncate\))$/,
    because: 'only contacts purge asks, which leaves nothing behind in the file',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /^select id from \(select calls\.id as id, .*\) as found order by \+/s,
    because: 'what a contact has, a search finds, or a condition has that few calls meet, is sorted',
  },
  {
    step: /^SCAN contacts( USING COVERING INDEX contacts_name)?$/,
    sql: /^select (contacts\.id|"contacts"\."id") from "?contacts"? order by/,
    because: 'a whole list, as JSON or CSV',
  },
  {
    step: /^SCAN calls USING COVERING INDEX calls_time$/,
    sql: /^select calls\.id as id, .* from calls order by time desc, id desc$/,
    because: 'an export has all calls',
  },
  {
    step: /^SCAN (calls|scheduled_calls) USING (COVERING )?INDEX/,
    sql: /^select (count\(\*\) from "calls"$|\(disposition \|\| ''\), count|"status", count\(\*\) from "scheduled_calls" group by)/,
    because: 'metrics count all calls, and keep the counts for a hundred times as long as counting takes',
  },
  {
    step: /^SEARCH scheduled_calls USING COVERING INDEX scheduled_calls_due \(next_attempt_at<\?\)$/,
    sql: /^update "ledger" set "last_run_at" = \? where .* not exists/,
    because: 'it ends at the first call that is due',
  },
];

/**
 * Without the first, the search for a due callback would read all due calls; without the others, a question about some calls would read
 * all of the time or the campaign. No plan shows that.
 */
const endsSooner = /\b(scheduled_calls_callbacks|calls_did_not_ring|calls_campaign(_cost)?|calls_reserved)\b/;

const isExcepted = ({ sql, walks }: Walk) =>
  walks.every((step) => exceptions.some((one) => one.step.test(step) && one.sql.test(sql)));

/** Formats a scan so that it can be found and fixed. */
const formatWalk = ({ command, sql, plan }: Walk) => ['', `voicebot ${command}`, sql, ...plan].join('\n');

describe('a million contacts and ten million calls', () => {
  it('are scanned only by commands that must, and each index prevents a scan', async () => {
    const { schema, statements } = await useEveryCommand();
    const found = walksOf(schema, statements);
    expect(found.filter((walk) => !isExcepted(walk)).map(formatWalk)).toEqual([]);

    const steps = found.flatMap(({ sql, walks }) => walks.map((step) => ({ sql, step })));
    const isNeeded = ({ step, sql }: (typeof exceptions)[number]) =>
      steps.some((one) => step.test(one.step) && sql.test(one.sql));
    expect(exceptions.filter((one) => !isNeeded(one))).toEqual([]);

    const indexes = schema.filter((sql) => /^create index/i.test(sql));
    const isMissed = (index: string) => {
      const others = schema.filter((sql) => sql !== index);
      return walksOf(others, statements).some((walk) => !isExcepted(walk));
    };
    expect(indexes).not.toEqual([]);
    expect(indexes.filter((index) => !isMissed(index) && !endsSooner.test(index))).toEqual([]);
  }, 900_000);
});
