import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEncodingSniffer, type SniffedEncoding, sniffEncoding } from '../../shared/compare/encoding.ts';
import { createGb18030Check } from '../../shared/compare/gb18030-check.ts';
import { createUtf8Check } from '../../shared/compare/utf8-check.ts';
import { catalogue } from '../../shared/datasets/catalogue.ts';
import type { DatasetDefinition } from '../../shared/datasets/define.ts';
import { encodeGb18030 } from '../../shared/datasets/encode-gb18030.ts';
import { sampleHeadersOf, sampleRows, toCsv } from '../../shared/datasets/sample.ts';

const encodeUtf8 = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function sniffed(bytes: Uint8Array, chunkBytes = bytes.length): SniffedEncoding {
  const sniffer = createEncodingSniffer();
  for (let at = 0; at < bytes.length; at += chunkBytes) sniffer.push(bytes.subarray(at, at + chunkBytes));
  return sniffer.end();
}
const encodingOf = (result: SniffedEncoding) => (result.ok ? result.encoding : result.reason);

const allHan = Array.from({ length: 20_902 }, (_, index) => String.fromCharCode(0x4e00 + index));
const hanLines = (perLine: number) =>
  Array.from({ length: Math.ceil(allHan.length / perLine) }, (_, line) =>
    allHan.slice(line * perLine, (line + 1) * perLine).join(''),
  ).join('\n');

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
const datasets = catalogue as readonly DatasetDefinition[];
const sampleFile = fc
  .record({ dataset: fc.constantFrom(...datasets), seed: fc.integer(), rows: fc.integer({ min: 1, max: 12 }) })
  .map(({ dataset, seed, rows }) => toCsv(sampleHeadersOf(dataset, 'zh'), sampleRows(dataset, randomOf(seed), rows)));
const chunkBytes = fc.integer({ min: 1, max: 400 });

describe('the encoding of a file', () => {
  it('is told for all 20,902 Han characters, which survive the round trip in both encodings', () => {
    for (const perLine of [1, 2, 3, 7, 100]) {
      const text = hanLines(perLine);
      expect(encodingOf(sniffed(encodeUtf8(text)))).toBe('utf-8');
      const gb = encodeGb18030(text);
      expect(encodingOf(sniffed(gb))).toBe('gb18030');
      expect(new TextDecoder('gb18030', { fatal: true }).decode(gb)).toBe(text);
    }
  });

  it('survives the round trip for any text the decoder can give', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(encodeGb18030(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is told for files of every dataset, however they are cut', () => {
    fc.assert(
      fc.property(sampleFile, chunkBytes, (text, size) => {
        expect(sniffed(encodeUtf8(text), size)).toMatchObject({ ok: true, encoding: 'utf-8' });
        const gb = encodeGb18030(text);
        expect(sniffed(gb, size)).toEqual({ ok: true, encoding: 'gb18030', hasByteOrderMark: false, bytes: gb.length });
      }),
    );
  });

  it('is UTF-8 for plain ASCII and for nothing at all', () => {
    expect(sniffed(encodeUtf8('a,b\n1,2\n'))).toEqual({
      ok: true,
      encoding: 'utf-8',
      hasByteOrderMark: false,
      bytes: 8,
    });
    expect(sniffed(new Uint8Array(0), 1)).toMatchObject({ ok: true, encoding: 'utf-8', bytes: 0 });
  });

  it('may be marked', () => {
    expect(sniffed(encodeUtf8('\ufeff姓名'), 2)).toMatchObject({ ok: true, encoding: 'utf-8', hasByteOrderMark: true });
    expect(sniffed(joined(Uint8Array.of(0x84, 0x31, 0x95, 0x33), encodeGb18030('姓名')))).toMatchObject({
      ok: true,
      encoding: 'gb18030',
      hasByteOrderMark: true,
    });
  });

  it('is refused when it is UTF-16, marked or not, or binary', () => {
    expect(sniffed(Uint8Array.of(0xff, 0xfe, 0xd3, 0x59))).toEqual({
      ok: false,
      reason: 'encoding-utf16',
      byteOffset: 0,
    });
    expect(sniffed(Uint8Array.of(0xfe, 0xff, 0x59, 0xd3))).toMatchObject({ ok: false, reason: 'encoding-utf16' });
    expect(sniffed(Uint8Array.of(0x61, 0, 0x62, 0))).toEqual({ ok: false, reason: 'encoding-utf16', byteOffset: 1 });
    expect(sniffed(joined(encodeUtf8('a,b\n1,2\n'), Uint8Array.of(0)), 3)).toEqual({
      ok: false,
      reason: 'encoding-binary',
      byteOffset: 8,
    });
  });

  it('is refused when lines of one encoding are spliced into a file of the other', () => {
    fc.assert(
      fc.property(
        sampleFile,
        sampleFile,
        fc.nat(),
        fc.boolean(),
        chunkBytes,
        (host, guest, place, isUtf8Host, size) => {
          const hostLines = host.split(/(?<=\r\n)/);
          const guestLine = guest.split(/(?<=\r\n)/)[0] as string;
          const at = 1 + (place % hostLines.length);
          const [inner, outer] = isUtf8Host ? [encodeGb18030, encodeUtf8] : [encodeUtf8, encodeGb18030];
          const before = outer(hostLines.slice(0, at).join(''));
          const result = sniffed(joined(before, inner(guestLine), outer(hostLines.slice(at).join(''))), size);
          expect(result.ok).toBe(false);
          if (!result.ok) expect(result.byteOffset).toBeGreaterThanOrEqual(before.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is GB18030 for Chinese names that happen to be valid UTF-8, and mixed when they are spliced into UTF-8', () => {
    for (const name of ['石小平', '禄志强', '联通', '石伟']) {
      const gb = encodeGb18030(`id,name\n1,${name}\n`);
      expect(encodingOf(sniffed(gb)), name).toBe('gb18030');
      expect(encodingOf(sniffed(joined(encodeUtf8('编号,姓名\n'), gb), 3)), name).toMatch(/gb18030|mixed/);
      expect(sniffed(joined(encodeUtf8('编号,姓名\n'), gb)).ok, name).toBe(false);
    }
  });

  it('is UTF-8 for foreign names and signs between Chinese words', () => {
    const text = '姓名,单位\nAndré Müller,中学\nИван,工厂\nα·β °C,医院\nJosé Ñandú,\n'.repeat(3);
    for (const size of [1, 7, 1000]) expect(encodingOf(sniffed(encodeUtf8(text), size))).toBe('utf-8');
  });

  it('is refused when the file was cut within a character', () => {
    const utf8 = encodeUtf8('姓名,地址\n张三,东风镇\n');
    expect(sniffed(utf8.subarray(0, utf8.length - 2), 5)).toEqual({
      ok: false,
      reason: 'encoding-truncated',
      byteOffset: utf8.length - 4,
    });
    const gb = encodeGb18030('姓名,地址\n张三,东风镇\n');
    expect(sniffed(gb.subarray(0, gb.length - 2))).toMatchObject({ ok: false, byteOffset: gb.length - 3 });
  });

  it('is refused at the first byte that neither explains', () => {
    const text = encodeUtf8('name\nabc\n');
    expect(sniffed(joined(text, Uint8Array.of(0xff), text))).toEqual({
      ok: false,
      reason: 'encoding-unknown',
      byteOffset: text.length,
    });
    const damaged = joined(encodeUtf8('姓名,地址\n'), Uint8Array.of(0xfe), text);
    expect(sniffed(damaged)).toEqual({ ok: false, reason: 'encoding-mixed', byteOffset: 14 });
  });

  it('does not depend on how any bytes are cut', () => {
    const bytes = fc.array(fc.constantFrom(0x61, 0x0a, 0x2c, 0x30, 0x81, 0xe5, 0xbc, 0xa0, 0xd5, 0xc5, 0xf0, 0x9f), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (content, size) => {
        const whole = Uint8Array.from(content);
        expect(sniffed(whole, size)).toEqual(sniffed(whole));
      }),
      { numRuns: 3000 },
    );
  });

  it('is told of a stream', async () => {
    expect(await sniffEncoding([encodeUtf8('姓名\n'), encodeUtf8('张三\n')])).toMatchObject({
      ok: true,
      encoding: 'utf-8',
      bytes: 14,
    });
  });
});

describe('strict UTF-8', () => {
  it('takes exactly what the platform’s strict decoder takes, however it is cut', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0x80, 0xbf, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xc2),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (content, size) => {
        const check = createUtf8Check();
        for (let at = 0; at < content.length; at += size) check.push(Uint8Array.from(content.slice(at, at + size)));
        check.end();
        expect(check.badAt < 0).toBe(isDecodable('utf-8', Uint8Array.from(content)));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('strict GB18030', () => {
  const isValid = (bytes: readonly number[]) => {
    const check = createGb18030Check();
    check.push(Uint8Array.from(bytes));
    check.end();
    return check.badAt < 0;
  };

  it('takes every pair of bytes the platform’s decoder takes, but for a lone 0x80', () => {
    for (let first = 0x81; first <= 0xff; first++) {
      for (let second = 0; second <= 0xff; second++) {
        if (second === 0x80 && first === 0xff) continue;
        expect(isValid([first, second]), `${first} ${second}`).toBe(
          isDecodable('gb18030', Uint8Array.of(first, second)),
        );
      }
    }
    expect(isValid([0x80])).toBe(false);
  });

  it('takes the four-byte characters the platform’s decoder takes', () => {
    const pointers = [0, 39_418, 39_419, 39_420, 50_000, 188_999, 189_000, 1_237_574, 1_237_575, 1_237_576, 1_587_599];
    for (let pointer = 0; pointer < 1_587_600; pointer += 997) pointers.push(pointer);
    for (const pointer of pointers) {
      const bytes = [
        0x81 + Math.floor(pointer / 12_600),
        0x30 + (Math.floor(pointer / 1260) % 10),
        0x81 + (Math.floor(pointer / 10) % 126),
        0x30 + (pointer % 10),
      ];
      expect(isValid(bytes), String(pointer)).toBe(isDecodable('gb18030', Uint8Array.from(bytes)));
    }
  });
});

function isDecodable(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
