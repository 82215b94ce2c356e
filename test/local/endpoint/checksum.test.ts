import { expect, it } from 'vitest';
import { type ChecksumName, createChecksum } from '../../../infra/local/endpoint/checksum.ts';

const known: [ChecksumName, string][] = [
  ['crc32', 'cbf43926'],
  ['crc32c', 'e3069283'],
  ['crc64nvme', 'ae8b14860a799888'],
  ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
];

it.each(known)('the %s of "123456789" is the published check value, in one piece or two', (name, expected) => {
  const [whole, pieces] = [createChecksum(name), createChecksum(name)];
  whole.update(Buffer.from('123456789'));
  pieces.update(Buffer.from('1234'));
  pieces.update(Buffer.from('56789'));
  expect(whole.digest().toString('hex')).toBe(expected);
  expect(pieces.digest().toString('hex')).toBe(expected);
});
