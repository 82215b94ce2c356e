import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Bench, expectRefusal, n, s } from './bench.ts';

export function itemChecks(bench: () => Bench): void {
  describe('items', () => {
    it('gives every type of attribute back as it was put', async () => {
      const { fresh, put, get } = bench();
      const item = {
        pk: fresh(),
        sk: s('a'),
        text: s('低保 👪'),
        empty: s(''),
        number: n('-12.5'),
        bytes: { B: new Uint8Array([0, 255, 1]) },
        yes: { BOOL: true },
        nothing: { NULL: true as const },
        list: { L: [s('x'), n(1), { L: [] }] },
        map: { M: { deep: { M: { er: s('y') } }, none: { M: {} } } },
        texts: { SS: ['a', 'b'] },
        numbers: { NS: ['1', '2.5'] },
        blobs: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
      };
      await put(item);
      const found = await get(item.pk);
      expect({
        ...found,
        texts: { SS: found?.['texts']?.SS?.sort() },
        numbers: { NS: found?.['numbers']?.NS?.sort() },
      }).toEqual(item);
    });

    it('answers nothing for a key that is not there', async () => {
      const { fresh, get } = bench();
      expect(await get(fresh())).toBeUndefined();
    });

    it('replaces the whole item on a put and returns the old one when asked', async () => {
      const { fresh, put, get } = bench();
      const pk = fresh();
      await put({ pk, sk: s('a'), one: n(1) });
      const { Attributes } = await put({ pk, sk: s('a'), two: n(2) }, { ReturnValues: 'ALL_OLD' });
      expect(Attributes).toEqual({ pk, sk: s('a'), one: n(1) });
      expect(await get(pk)).toEqual({ pk, sk: s('a'), two: n(2) });
    });

    it('deletes an item, returns it when asked, and deletes it again without complaint', async () => {
      const { client, table, fresh, put, get } = bench();
      const Key = { pk: fresh(), sk: s('a') };
      await put({ ...Key, v: n(1) });
      const first = await client.send(new DeleteItemCommand({ TableName: table, Key, ReturnValues: 'ALL_OLD' }));
      const second = await client.send(new DeleteItemCommand({ TableName: table, Key, ReturnValues: 'ALL_OLD' }));
      expect(first.Attributes).toEqual({ ...Key, v: n(1) });
      expect(second.Attributes).toBeUndefined();
      expect(await get(Key.pk)).toBeUndefined();
    });

    it('keeps 38 digits of a number exactly and drops what means nothing', async () => {
      const { fresh, put, get } = bench();
      const pk = fresh();
      const digits = '12345678901234567890123456789012345678';
      await put({
        pk,
        sk: s('a'),
        long: n(digits),
        small: n('0.00000000000000000001'),
        zeros: n('007.5000'),
        e: n('1.5E3'),
      });
      expect(await get(pk)).toMatchObject({
        long: n(digits),
        small: n('0.00000000000000000001'),
        zeros: n('7.5'),
        e: n(1500),
      });
    });

    it('refuses numbers of more than 38 digits, too large, too small, or no numbers', async () => {
      const { fresh, put } = bench();
      const pk = fresh();
      const putNumber = (text: string) => put({ pk, sk: s('a'), v: n(text) });
      await expectRefusal(putNumber('1'.repeat(39)), 'ValidationException', /38 significant digits/);
      await expectRefusal(putNumber('1E126'), 'ValidationException', /overflow/i);
      await expectRefusal(putNumber('1E-131'), 'ValidationException', /underflow/i);
      await expectRefusal(putNumber('ten'), 'ValidationException', /cannot be converted to a numeric value/);
    });

    it('refuses empty sets and sets with duplicates', async () => {
      const { fresh, put } = bench();
      const pk = fresh();
      await expectRefusal(put({ pk, sk: s('a'), v: { SS: [] } }), 'ValidationException', /may not be empty/);
      await expectRefusal(put({ pk, sk: s('a'), v: { NS: ['1', '1.0'] } }), 'ValidationException', /duplicates/);
    });

    it('refuses an empty string as a key', async () => {
      const { put, fresh } = bench();
      await expectRefusal(put({ pk: s(''), sk: s('a') }), 'ValidationException', /empty string/);
      await expectRefusal(put({ pk: fresh(), sk: s('') }), 'ValidationException', /empty string/);
    });

    it('refuses an item without its key or with a key of the wrong type', async () => {
      const { put, fresh } = bench();
      await expectRefusal(put({ pk: fresh() }), 'ValidationException', /Missing the key sk/);
      await expectRefusal(put({ pk: fresh(), sk: n(1) }), 'ValidationException', /Type mismatch for key sk/);
    });

    it('refuses a key to read that does not match the schema', async () => {
      const { client, table, fresh } = bench();
      const read = (Key: Record<string, ReturnType<typeof s>>) =>
        client.send(new GetItemCommand({ TableName: table, Key }));
      await expectRefusal(read({ pk: fresh() }), 'ValidationException', /does not match the schema/);
      await expectRefusal(
        read({ pk: fresh(), sk: s('a'), more: s('b') }),
        'ValidationException',
        /does not match the schema/,
      );
    });

    it('refuses an index key of the wrong type', async () => {
      const { put, fresh } = bench();
      await expectRefusal(
        put({ pk: fresh(), sk: s('a'), team: n(1) }),
        'ValidationException',
        /Type mismatch for Index Key/,
      );
    });

    it('stores an item of exactly 400 KB and refuses one byte more', async () => {
      const { put, fresh } = bench();
      const pk = fresh();
      const names = 'pk'.length + 'sk'.length + 'v'.length;
      const room = 400 * 1024 - names - pk.S.length - 1;
      await put({ pk, sk: s('a'), v: s('x'.repeat(room)) });
      await expectRefusal(
        put({ pk, sk: s('a'), v: s('x'.repeat(room + 1)) }),
        'ValidationException',
        /maximum allowed size/,
      );
    });

    it('projects names, nested members and list elements', async () => {
      const { client, table, fresh, put } = bench();
      const pk = fresh();
      await put({
        pk,
        sk: s('a'),
        name: s('n'),
        m: { M: { x: n(1), y: n(2) } },
        l: { L: [n(0), n(1), n(2)] },
        other: n(9),
      });
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { pk, sk: s('a') },
          ProjectionExpression: '#n, m.x, l[2], l[0], absent',
          ExpressionAttributeNames: { '#n': 'name' },
        }),
      );
      expect(Item).toEqual({ name: s('n'), m: { M: { x: n(1) } }, l: { L: [n(0), n(2)] } });
    });

    it('refuses overlapping projection paths and reserved words', async () => {
      const { client, table, fresh } = bench();
      const read = (ProjectionExpression: string) =>
        client.send(new GetItemCommand({ TableName: table, Key: { pk: fresh(), sk: s('a') }, ProjectionExpression }));
      await expectRefusal(read('m, m.x'), 'ValidationException', /overlap/);
      await expectRefusal(read('name'), 'ValidationException', /reserved keyword/);
    });

    it('tells the consumed capacity when asked, twice as much for a consistent read', async () => {
      const { client, table, fresh, put } = bench();
      const Key = { pk: fresh(), sk: s('a') };
      await put({ ...Key, v: s('x'.repeat(5000)) });
      const read = async (ConsistentRead: boolean) => {
        const input = { TableName: table, Key, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' as const };
        return (await client.send(new GetItemCommand(input))).ConsumedCapacity;
      };
      expect(await read(false)).toMatchObject({ CapacityUnits: 1 });
      expect(await read(true)).toMatchObject({ CapacityUnits: 2 });
    });

    it('answers ResourceNotFoundException for a table that is not there', async () => {
      const { client, prefix } = bench();
      const call = client.send(new PutItemCommand({ TableName: `${prefix}absent`, Item: { pk: s('a') } }));
      await expectRefusal(call, 'ResourceNotFoundException');
    });
  });
}
