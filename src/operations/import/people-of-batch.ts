import type { ContactDraft } from '../../domain/contacts/contact.ts';
import { mergeDrafts, type SavePolicy } from '../../domain/contacts/merging/merge.ts';
import { areTwoOwners } from '../../domain/contacts/merging/new-owner.ts';
import type { PreparedRow } from '../ports/list-file.ts';

/** The rows of one batch about one person. */
export interface PersonRows {
  /** What they say together. */
  draft: ContactDraft;
  row: PreparedRow;
  /** The rows behind the first one. */
  more?: PreparedRow[];
  /** Whether an earlier row of the list has the number. */
  isRepeat: boolean;
  /** Another person of this batch with the same number. */
  next?: PersonRows;
}

/** People with one number who are told apart. A list may give one number to everyone. */
const mostToldApart = 4;

/** Divides the rows of a batch among people. */
export class PeopleOfBatch {
  readonly #byNumber = new Map<string, PersonRows>();
  /** The first person of each number. */
  readonly first: PersonRows[] = [];
  /** Those who share a number with one of them. */
  readonly others: PersonRows[] = [];

  add(row: PreparedRow, isRepeat: boolean, { onDuplicate }: SavePolicy): void {
    const { draft } = row;
    const first = this.#byNumber.get(draft.phoneNumber);
    if (!first) {
      const person = { draft, row, isRepeat };
      this.#byNumber.set(draft.phoneNumber, person);
      this.first.push(person);
      return;
    }
    const { same, last } = findPerson(first, draft);
    if (!same) {
      const person = { draft, row, isRepeat };
      this.others.push(person);
      if (last) last.next = person;
      return;
    }
    same.more ??= [];
    same.more.push(row);
    if (onDuplicate === 'update') same.draft = mergeDrafts(same.draft, draft);
  }
}

/** Returns the person that a row is about, if it is one of those with its number; or else the last of them, unless there are enough. */
function findPerson(
  first: PersonRows,
  draft: ContactDraft,
): { same?: PersonRows | undefined; last?: PersonRows | undefined } {
  let last = first;
  for (let count = 1; ; count++) {
    if (areOne(last, draft)) return { same: last };
    if (!last.next) return count < mostToldApart ? { last } : {};
    last = last.next;
  }
}

/** Returns whether a row may be about a person. What is behind the list's first row of a number and has no name may be about anyone. */
function areOne(person: PersonRows, draft: ContactDraft): boolean {
  if (person.isRepeat && !(person.draft.name && draft.name)) return false;
  return !areTwoOwners(person.draft, draft);
}
