import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../infra/local/county/gb18030.ts';

function roundTrip(text: string): string {
  const into = Buffer.alloc(text.length * 4);
  const length = encodeGb18030(text, into, 0);
  return new TextDecoder('gb18030', { fatal: true }).decode(into.subarray(0, length));
}

describe('GB18030', () => {
  it('rare characters of names come back unchanged', () => {
    expect(roundTrip('威宁㛃𬱖龴鿍·張,\r\n')).toBe('威宁㛃𬱖龴鿍·張,\r\n');
  });

  it('any Chinese text comes back unchanged', () => {
    const character = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0x4e00, max: 0x9fa5 }),
      fc.integer({ min: 0x20000, max: 0x2fa1d }),
    );
    fc.assert(
      fc.property(fc.array(character), (points) => {
        const text = String.fromCodePoint(...points);
        expect(roundTrip(text)).toBe(text);
      }),
    );
  });

  it('refuses half a character', () => {
    expect(() => encodeGb18030('\udc00', Buffer.alloc(8), 0)).toThrow(RangeError);
  });
});
