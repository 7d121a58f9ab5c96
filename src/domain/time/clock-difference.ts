/** How far this machine's clock may be from another's, ms, before calls could go out at the wrong hour. */
const tolerance = 2 * 60_000;

/**
 * Returns by how much this machine's clock is ahead of a server's, ms, negative if it is behind; 0 if the two agree to within two
 * minutes, or may: the server read its clock at some moment between question and answer, to the second.
 *
 * @param serverTime as the server told it
 * @param asked by this machine's clock
 * @param answered by this machine's clock
 */
export function clockDifference(serverTime: Date, asked: Date, answered: Date): number {
  const ahead = asked.getTime() - (serverTime.getTime() + 1000);
  const behind = serverTime.getTime() - answered.getTime();
  if (ahead > tolerance) return ahead;
  return behind > tolerance ? -behind : 0;
}
