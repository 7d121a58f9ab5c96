/** Chinese, Japanese and Korean, in which the family name is written first and without a space. */
const familyFirst = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+$/u;

/** A person's name from its parts; empty if there are none. */
export function personName({
  firstName = '',
  middleName = '',
  lastName = '',
}: {
  firstName?: string;
  middleName?: string;
  lastName?: string;
}): string {
  if (middleName === '' && familyFirst.test(firstName) && familyFirst.test(lastName)) {
    return `${lastName}${firstName}`;
  }
  return [firstName, middleName, lastName].filter(Boolean).join(' ');
}
