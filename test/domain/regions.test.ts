import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, isWithin, regionOf, regionPathOf, townshipOf } from '../../shared/domain/regions.ts';

const townships = childrenOf('52')
  .flatMap((prefecture) => childrenOf(prefecture.code))
  .flatMap((county) => childrenOf(county.code));

describe('regions', () => {
  it('the province has 9 prefectures, 88 counties and 1,510 townships; Weining 41 and 623 villages', () => {
    expect(childrenOf('520000')).toHaveLength(9);
    expect(childrenOf('520000').flatMap((prefecture) => childrenOf(prefecture.code))).toHaveLength(88);
    expect(townships).toHaveLength(1510);
    expect(childrenOf('520526')).toHaveLength(41);
    expect(childrenOf('520526').flatMap((township) => childrenOf(township.code))).toHaveLength(623);
  });

  it('a village leads up to the province, level by level', () => {
    expect(regionPathOf('520526116210')).toEqual(['520526116210', '520526116000', '520526', '520500', '520000', '52']);
    expect(regionOf('520526116210')?.name).toContain('拱桥');
    expect(regionPathOf('52')).toEqual(['520000', '52']);
  });

  it('nine digits name a township, and an unknown village resolves to its township', () => {
    expect(regionOf('520526116')?.code).toBe('520526116000');
    expect(regionOf('520526116999')?.code).toBe('520526116000');
    expect(regionPathOf('520102016001')?.[0]).toBe('520102016000');
    expect(townshipOf('520526116999')?.name).toBe('东风镇');
  });

  it('what is not in the table is undefined, whatever its prefix', () => {
    for (const code of ['', '520599', '520526999001', '530102', '5205', 'abc']) {
      expect(regionOf(code)).toBeUndefined();
      expect(regionPathOf(code)).toBeUndefined();
      expect(isWithin(code, '52')).toBe(false);
    }
  });

  it('an ended code leads to its successor from the day of the change, and to itself before it', () => {
    expect(regionPathOf('520522')).toEqual(['520581', '520500', '520000', '52']);
    expect(regionPathOf('520522', '2021-03-17')).toEqual(['520522', '520500', '520000', '52']);
    expect(regionPathOf('520522', '2021-03-18')?.[0]).toBe('520581');
    expect(regionPathOf('520581', '2020-12-31')?.[0]).toBe('520522');
    expect(regionOf('520522')).toMatchObject({ name: '黔西县', validTo: '2021-03-17', successor: '520581' });
    expect(regionOf('520581')).toMatchObject({ name: '黔西市', validFrom: '2021-03-18', validTo: undefined });
  });

  it('townships follow their county through the change', () => {
    const today = childrenOf('520581')[0]?.code ?? '';
    const before = today.replace('520581', '520522');
    expect(townshipOf(before)?.code).toBe(today);
    expect(townshipOf(today, '2020-01-01')?.code).toBe(before);
    expect(isWithin(before, '520581')).toBe(true);
    expect(isWithin(today, '520522', '2020-01-01')).toBe(true);
    expect(childrenOf('520500')).toHaveLength(8);
    expect(childrenOf('520500', '2020-01-01').map((county) => county.code)).toContain('520522');
    expect(childrenOf('520500', '2020-01-01')).toHaveLength(8);
  });

  it('every township lies in exactly its own county and prefecture', () => {
    fc.assert(
      fc.property(fc.constantFrom(...townships), fc.constantFrom(...townships), (one, other) => {
        const path = regionPathOf(one.code) ?? [];
        expect(path).toHaveLength(5);
        expect(isWithin(one.code, other.parent ?? '')).toBe(one.parent === other.parent);
      }),
    );
  });
});
