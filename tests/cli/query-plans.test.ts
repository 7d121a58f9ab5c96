import { describe, expect, it } from 'vitest';
import { useEveryCommand } from '../support/every-command.ts';
import { type Walk, walksOf } from '../support/query-plan.ts';

/** What goes through all rows of a kind, by a step of its plan and the statement, and why it may. */
const excepted: { step: RegExp; sql: RegExp; because: string }[] = [
  {
    step: /^EVERYTHING$/,
    sql: /^(VACUUM INTO|PRAGMA integrity_check$|PRAGMA foreign_key_check$)/,
    because: 'a backup copies everything, and doctor looks at everything',
  },
  {
    step: /^SCAN (contacts|scheduled_calls USING INDEX scheduled_calls_time|calls)$/,
    sql: /^select .* from "\w+"( left join "contacts" on "contacts"."id" = "\w+"."contact_id")? order by "\w+"\."\w+" (asc|desc)(, "scheduled_calls"."id" asc)?$/s,
    because: 'a list that is asked for whole, into a pipe',
  },
  {
    step: /^SCAN contact_tags USING COVERING INDEX contact_tags_tag$/,
    sql: /^select "tag", count\(\*\) from "contact_tags" group by/,
    because: 'contacts tags counts everybody who has a tag',
  },
  {
    step: /^SCAN contact_search_queue$/,
    sql: /^select count\(\*\) from "contact_search_queue"$/,
    because: 'it says how much is to be done, and all of it is done then',
  },
  {
    step: /^SCAN calls USING INDEX calls_claimed$/,
    sql: /where ("calls"\.)?"?claimed_by"? is not null/i,
    because: 'there are as many claims as calls that are being placed just now',
  },
  {
    step: /^SCAN contacts USING INDEX contacts_do_not_call$/,
    sql: /select contacts\.id from contacts where do_not_call_at is not null order by/,
    because: 'the index has those alone who are asked for',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /where "scheduled_calls"\."contact_id" = \? order by "scheduled_calls"\."scheduled_time"/,
    because: 'the calls of one contact are few',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /where "contacts"\."id" in \(.*\) order by "contacts"\."(name|phone_number|email)"/s,
    because: 'those who meet a filter are sorted anew where they are not wanted in order of id',
  },
  {
    step: /^USE TEMP B-TREE FOR ORDER BY$/,
    sql: /"contact_tags"\."tag" in \(\s*with recursive known/,
    because: 'a tag beyond ASCII may be written in two ways, and they are sorted together',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where (not )?exists \(select 1 from json_each/,
    because: 'no index knows who lacks a custom field, nor a value of it that has no word in it',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where fold\(coalesce\("contacts"\."\w+", ''\)\) = \?/,
    because:
      'no index knows who lacks a field, nor who is in one of the few time zones; the page is full soon where they are many',
  },
  {
    step: /^SCAN contacts$/,
    sql: /select contacts\.id from contacts where do_not_call_at is null order by/,
    because: 'whoever is not marked is nearly everybody, and the page is full at once',
  },
  {
    step: /^SCAN contacts$/,
    sql: /^select "id" from "contacts" where exists \(select 1 from json_each\(.*\) as field where field\.key = \?\) limit \?$/,
    because: 'it ends at the first who has the field; only for one that is mistyped, all are looked at',
  },
];

const isExcepted = ({ sql, walks }: Walk) =>
  walks.every((step) => excepted.some((one) => one.step.test(step) && one.sql.test(sql)));

/** A walk as whoever has to mend it wants to read it. */
const told = ({ command, sql, plan }: Walk) => ['', `voicebot ${command}`, sql, ...plan].join('\n');

describe('a million contacts and ten million calls', () => {
  it('are gone through by no command but those that must, and each index keeps some command from it', async () => {
    const { schema, statements } = await useEveryCommand();
    const found = walksOf(schema, statements);
    expect(found.filter((walk) => !isExcepted(walk)).map(told)).toEqual([]);

    const steps = found.flatMap(({ sql, walks }) => walks.map((step) => ({ sql, step })));
    const isNeeded = ({ step, sql }: (typeof excepted)[number]) =>
      steps.some((one) => step.test(one.step) && sql.test(one.sql));
    expect(excepted.filter((one) => !isNeeded(one))).toEqual([]);

    const indexes = schema.filter((sql) => /^create index/i.test(sql));
    const isMissed = (index: string) => {
      const others = schema.filter((sql) => sql !== index);
      return walksOf(others, statements).some((walk) => !isExcepted(walk));
    };
    expect(indexes).not.toEqual([]);
    expect(indexes.filter((index) => !isMissed(index))).toEqual([]);
  }, 120_000);
});
