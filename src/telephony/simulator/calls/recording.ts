/** How many samples a second, each a byte. */
const rate = 8000;

/** Returns a second of a soft tone as WAV: 8 bit, mono (Multimedia Programming Interface 1.0, RIFF WAVE). */
export function recording(): Buffer {
  const samples = Buffer.from(
    Array.from(
      { length: rate },
      (_, index) => 128 + Math.round(20 * Math.sin((index * 2 * Math.PI * 440) / rate)),
    ),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
