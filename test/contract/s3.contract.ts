/** What S3 promises to code that talks to it through the SDK. Runs unchanged against any endpoint. */
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndpointUnderTest, errorOf, uniqueName } from './endpoint-under-test.ts';

const partBytes = 5 << 20;
const md5 = (bytes: Buffer | string): string => createHash('md5').update(bytes).digest('hex');

export function s3Contract(open: () => Promise<EndpointUnderTest>): void {
  describe('S3', () => {
    let under: EndpointUnderTest;
    let s3: S3Client;
    const bucket = uniqueName('contract');
    const versioned = uniqueName('versioned');

    beforeAll(async () => {
      under = await open();
      s3 = new S3Client({ ...under.settings, forcePathStyle: true });
      await s3.send(new CreateBucketCommand({ Bucket: bucket }));
      await s3.send(new CreateBucketCommand({ Bucket: versioned }));
      const VersioningConfiguration = { Status: 'Enabled' as const };
      await s3.send(new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration }));
    });

    afterAll(async () => {
      for (const Bucket of [bucket, versioned]) {
        const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
        for (const { Key, UploadId } of Uploads)
          await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
        for (let page = await listVersions(Bucket); page.length > 0; page = await listVersions(Bucket))
          await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: page } }));
        await s3.send(new DeleteBucketCommand({ Bucket }));
      }
      await under.stop();
    });

    const listVersions = async (Bucket: string) => {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    };
    const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));
    const read = async (Key: string, more: { VersionId?: string; Range?: string; Bucket?: string } = {}) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, ...more }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    };
    const list = async (Prefix: string, more: { Delimiter?: string; MaxKeys?: number; StartAfter?: string } = {}) => {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix, ...more }));
      return { ...page, keys: (page.Contents ?? []).map(({ Key }) => Key) };
    };

    describe('buckets', () => {
      it('a created bucket exists, is listed, and says where it is', async () => {
        const head = await s3.send(new HeadBucketCommand({ Bucket: bucket }));
        expect(head.$metadata.httpStatusCode).toBe(200);
        const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
        expect(Buckets.map(({ Name }) => Name)).toContain(bucket);
        const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: bucket }));
        expect(LocationConstraint ?? 'us-east-1').toBe(under.settings.region);
      });

      it('a bucket that is not there is 404 to HEAD and NoSuchBucket to the rest', async () => {
        const Bucket = uniqueName('absent');
        expect((await errorOf(s3.send(new HeadBucketCommand({ Bucket })))).status).toBe(404);
        expect((await errorOf(s3.send(new ListObjectsV2Command({ Bucket })))).name).toBe('NoSuchBucket');
        expect((await errorOf(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })))).name).toBe(
          'NoSuchBucket',
        );
      });

      it('a bucket that holds something cannot be deleted', async () => {
        await put('occupied', 'x');
        expect((await errorOf(s3.send(new DeleteBucketCommand({ Bucket: bucket })))).name).toBe('BucketNotEmpty');
      });

      it('policy, tags, encryption, lifecycle and public access block come back as they were put', async () => {
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
        const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${bucket}/none` };
        const policy = JSON.stringify({ ...JSON.parse(Policy), Statement: [statement] });
        const target = { Bucket: bucket };
        const block = {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        };
        const rule = { ID: 'r', Status: 'Enabled' as const, Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } };
        const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };
        await s3.send(new PutBucketPolicyCommand({ ...target, Policy: policy }));
        await s3.send(new PutBucketTaggingCommand({ ...target, Tagging: { TagSet: [{ Key: '县', Value: '甲' }] } }));
        await s3.send(new PutBucketEncryptionCommand({ ...target, ServerSideEncryptionConfiguration: encryption }));
        await s3.send(
          new PutBucketLifecycleConfigurationCommand({ ...target, LifecycleConfiguration: { Rules: [rule] } }),
        );
        await s3.send(new PutPublicAccessBlockCommand({ ...target, PublicAccessBlockConfiguration: block }));

        expect(JSON.parse((await s3.send(new GetBucketPolicyCommand(target))).Policy ?? '')).toEqual(
          JSON.parse(policy),
        );
        expect((await s3.send(new GetBucketTaggingCommand(target))).TagSet).toEqual([{ Key: '县', Value: '甲' }]);
        const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand(target));
        const [first] = ServerSideEncryptionConfiguration?.Rules ?? [];
        expect(first?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256');
        expect((await s3.send(new GetBucketLifecycleConfigurationCommand(target))).Rules?.[0]).toMatchObject(rule);
        const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand(target));
        expect(PublicAccessBlockConfiguration).toEqual(block);
        await s3.send(new DeleteBucketPolicyCommand(target));
        expect((await errorOf(s3.send(new GetBucketPolicyCommand(target)))).name).toBe('NoSuchBucketPolicy');
      });
    });

    describe('objects', () => {
      it('bytes come back as they went in, with their MD5 as ETag', async () => {
        const body = randomBytes(100_000);
        const { ETag } = await put('plain', body);
        expect(ETag).toBe(`"${md5(body)}"`);
        expect(await read('plain')).toEqual(body);
      });

      it('an empty object is an object', async () => {
        await put('empty', '');
        expect(await read('empty')).toHaveLength(0);
        expect((await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'empty' }))).ContentLength).toBe(0);
      });

      it('content headers and user metadata are kept', async () => {
        await put('described', 'x', {
          ContentType: 'text/csv; charset=gb18030',
          ContentEncoding: 'gzip',
          CacheControl: 'no-store',
          ContentDisposition: 'attachment; filename="a.csv"',
          Metadata: { supplier: 'vehicles', rows: '12' },
        });
        const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'described' }));
        expect(head).toMatchObject({
          ContentType: 'text/csv; charset=gb18030',
          ContentEncoding: 'gzip',
          CacheControl: 'no-store',
        });
        expect(head.ContentDisposition).toBe('attachment; filename="a.csv"');
        expect(head.Metadata).toEqual({ supplier: 'vehicles', rows: '12' });
      });

      it('a streamed body of known length arrives whole', async () => {
        const chunks = Array.from({ length: 40 }, () => randomBytes(70_001));
        const body = Buffer.concat(chunks);
        await put('streamed', Readable.from(chunks), { ContentLength: body.length });
        expect(md5(await read('streamed'))).toBe(md5(body));
      });

      it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
        'a %s checksum is verified, kept and returned',
        async (name) => {
          const sent = await put(`sum-${name}`, '123456789', { ChecksumAlgorithm: name });
          const head = await s3.send(
            new HeadObjectCommand({ Bucket: bucket, Key: `sum-${name}`, ChecksumMode: 'ENABLED' }),
          );
          const member = `Checksum${name}` as const;
          expect(sent[member]).toBeTruthy();
          expect(head[member]).toBe(sent[member]);
        },
      );

      it('a wrong checksum, MD5 or SHA-256 is refused and nothing is stored', async () => {
        expect((await errorOf(put('bad', 'x', { ChecksumCRC32: 'AAAAAA==' }))).name).toBe('BadDigest');
        expect((await errorOf(put('bad', 'x', { ContentMD5: Buffer.alloc(16).toString('base64') }))).name).toBe(
          'BadDigest',
        );
        expect((await errorOf(put('bad', 'x', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }))).name).toBe(
          'BadDigest',
        );
        expect((await errorOf(read('bad'))).name).toBe('NoSuchKey');
      });

      it.each([
        'a b+c&d=e?.csv',
        '投递/车辆/甲县.csv',
        '%E4%BD%A0',
        '../../etc/passwd',
        'a//b',
        "quote'(1)*!~",
        '𠮷野.txt',
        'tail/',
      ])('the key %s is just a key', async (key) => {
        await put(key, key);
        expect((await read(key)).toString()).toBe(key);
        expect((await list(key)).keys).toContain(key);
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
        expect((await list(key)).keys).not.toContain(key);
      });

      it('deleting what is not there succeeds', async () => {
        const { $metadata } = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'never' }));
        expect($metadata.httpStatusCode).toBe(204);
      });

      it('many objects are deleted in one call, and those not there count as deleted', async () => {
        await put('many/a', '1');
        await put('many/<b>&"', '2');
        const Objects = [{ Key: 'many/a' }, { Key: 'many/<b>&"' }, { Key: 'many/none' }];
        const { Deleted = [], Errors } = await s3.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }),
        );
        expect(Deleted.map(({ Key }) => Key).sort()).toEqual(Objects.map(({ Key }) => Key).sort());
        expect(Errors ?? []).toEqual([]);
        expect((await list('many/')).keys).toEqual([]);
      });

      it('tags are put with the object or after it', async () => {
        await put('tagged', 'x', { Tagging: 'kind=drop&day=1' });
        const target = { Bucket: bucket, Key: 'tagged' };
        expect((await s3.send(new GetObjectTaggingCommand(target))).TagSet).toHaveLength(2);
        await s3.send(
          new PutObjectTaggingCommand({ ...target, Tagging: { TagSet: [{ Key: 'kind', Value: 'roster' }] } }),
        );
        expect((await s3.send(new GetObjectTaggingCommand(target))).TagSet).toEqual([{ Key: 'kind', Value: 'roster' }]);
      });
    });

    describe('conditions and ranges', () => {
      it('of two writers with If-None-Match one succeeds', async () => {
        const outcomes = await Promise.allSettled(
          ['first', 'second', 'third'].map((body) => put('once', body, { IfNoneMatch: '*' })),
        );
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const refusal = await errorOf(put('once', 'late', { IfNoneMatch: '*' }));
        expect(refusal).toEqual({ name: 'PreconditionFailed', status: 412 });
      });

      it('If-Match replaces only what the caller saw', async () => {
        const { ETag } = await put('cas', '1');
        await put('cas', '2', { IfMatch: ETag });
        expect((await errorOf(put('cas', '3', { IfMatch: ETag }))).status).toBe(412);
        expect((await errorOf(put('cas-absent', '3', { IfMatch: ETag }))).status).toBe(404);
        expect((await read('cas')).toString()).toBe('2');
      });

      it('conditional reads answer 304 and 412', async () => {
        const { ETag } = await put('conditional', 'x');
        const target = { Bucket: bucket, Key: 'conditional' };
        const status = async (more: object) =>
          (await errorOf(s3.send(new GetObjectCommand({ ...target, ...more })))).status;
        expect(await status({ IfNoneMatch: ETag })).toBe(304);
        expect(await status({ IfMatch: '"00000000000000000000000000000000"' })).toBe(412);
        expect(await status({ IfModifiedSince: new Date() })).toBe(304);
        const { Body } = await s3.send(new GetObjectCommand({ ...target, IfMatch: ETag }));
        expect(await Body?.transformToString()).toBe('x');
      });

      it('ranges are closed, open or suffix, and beyond the end is 416', async () => {
        await put('range', '0123456789');
        expect((await read('range', { Range: 'bytes=2-4' })).toString()).toBe('234');
        expect((await read('range', { Range: 'bytes=7-' })).toString()).toBe('789');
        expect((await read('range', { Range: 'bytes=-3' })).toString()).toBe('789');
        expect((await read('range', { Range: 'bytes=8-100' })).toString()).toBe('89');
        const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'range', Range: 'bytes=0-0' }));
        expect(answer).toMatchObject({ ContentRange: 'bytes 0-0/10', ContentLength: 1 });
        expect(await errorOf(read('range', { Range: 'bytes=10-' }))).toEqual({ name: 'InvalidRange', status: 416 });
      });

      it('a missing key is NoSuchKey to GET and NotFound to HEAD', async () => {
        expect(await errorOf(read('missing'))).toEqual({ name: 'NoSuchKey', status: 404 });
        const head = errorOf(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'missing' })));
        expect(await head).toEqual({ name: 'NotFound', status: 404 });
      });
    });

    describe('copies', () => {
      it('a copy has the bytes and, unless replaced, the metadata', async () => {
        await put('源 file+1', 'content', { Metadata: { a: '1' }, ContentType: 'text/plain' });
        const CopySource = `${bucket}/${encodeURIComponent('源 file+1')}`;
        await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'copy-1', CopySource }));
        const kept = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'copy-1' }));
        expect(kept).toMatchObject({ Metadata: { a: '1' }, ContentType: 'text/plain' });
        const replace = { MetadataDirective: 'REPLACE', Metadata: { b: '2' }, ContentType: 'text/csv' } as const;
        await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'copy-2', CopySource, ...replace }));
        const replaced = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'copy-2' }));
        expect(replaced).toMatchObject({ Metadata: { b: '2' }, ContentType: 'text/csv' });
      });

      it('a copy outlives its source', async () => {
        await put('short-lived', 'content');
        const CopySource = `${bucket}/short-lived`;
        await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'survivor', CopySource }));
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'short-lived' }));
        expect((await read('survivor')).toString()).toBe('content');
      });

      it('a copy onto itself without a change is refused, a missing source is NoSuchKey', async () => {
        await put('self', 'x');
        const copy = (CopySource: string) =>
          s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'self', CopySource }));
        expect((await errorOf(copy(`${bucket}/self`))).name).toBe('InvalidRequest');
        expect((await errorOf(copy(`${bucket}/no-source`))).name).toBe('NoSuchKey');
      });
    });

    describe('listing', () => {
      beforeAll(async () => {
        const keys = Array.from({ length: 1100 }, (_, n) => `page/${String(n).padStart(4, '0')}`);
        for (let at = 0; at < keys.length; at += 50)
          await Promise.all(keys.slice(at, at + 50).map((key) => put(key, 'x')));
        for (const key of [
          'tree/a',
          'tree/b/1',
          'tree/b/2',
          'tree/c/1',
          'tree/d',
          'order/\uFF21',
          'order/𠮷',
          'order/z',
        ])
          await put(key, 'x');
      });

      it('a page holds a thousand keys and a token to the rest', async () => {
        const first = await list('page/');
        expect(first).toMatchObject({ KeyCount: 1000, IsTruncated: true });
        const ContinuationToken = first.NextContinuationToken;
        const rest = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'page/', ContinuationToken }));
        expect(rest).toMatchObject({ KeyCount: 100, IsTruncated: false });
        expect(rest.Contents?.[0]?.Key).toBe('page/1000');
      });

      it('a delimiter folds keys into common prefixes', async () => {
        const page = await list('tree/', { Delimiter: '/' });
        expect(page.keys).toEqual(['tree/a', 'tree/d']);
        expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['tree/b/', 'tree/c/']);
      });

      it('paging through a folded listing meets every item once', async () => {
        const items: (string | undefined)[] = [];
        let ContinuationToken: string | undefined;
        do {
          const more = ContinuationToken === undefined ? {} : { ContinuationToken };
          const input = { Bucket: bucket, Prefix: 'tree/', Delimiter: '/', MaxKeys: 1, ...more };
          const page = await s3.send(new ListObjectsV2Command(input));
          items.push(
            ...(page.Contents ?? []).map(({ Key }) => Key),
            ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
          );
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken !== undefined);
        expect(items).toEqual(['tree/a', 'tree/b/', 'tree/c/', 'tree/d']);
      });

      it('StartAfter begins behind that key', async () => {
        expect((await list('page/', { StartAfter: 'page/0997', MaxKeys: 2 })).keys).toEqual(['page/0998', 'page/0999']);
      });

      it('keys come in the order of their UTF-8 bytes', async () => {
        expect((await list('order/')).keys).toEqual(['order/z', 'order/\uFF21', 'order/𠮷']);
      });

      it('EncodingType url percent-encodes what XML could not carry', async () => {
        await put('control/\u0001 x', 'x');
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: 'control/', EncodingType: 'url' }),
        );
        const [key = ''] = (page.Contents ?? []).map(({ Key }) => Key);
        expect(decodeURIComponent((key ?? '').replaceAll('+', '%20'))).toBe('control/\u0001 x');
      });

      it('the first version of the call pages by marker', async () => {
        const first = await s3.send(
          new ListObjectsCommand({ Bucket: bucket, Prefix: 'tree/', Delimiter: '/', MaxKeys: 2 }),
        );
        expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'tree/b/' });
        const Marker = first.NextMarker;
        const rest = await s3.send(new ListObjectsCommand({ Bucket: bucket, Prefix: 'tree/', Delimiter: '/', Marker }));
        expect(rest.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['tree/c/']);
        expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['tree/d']);
      });
    });

    describe('multipart uploads', () => {
      const start = async (Key: string) => {
        const { UploadId } = await s3.send(
          new CreateMultipartUploadCommand({ Bucket: bucket, Key, Metadata: { big: 'yes' } }),
        );
        return { Bucket: bucket, Key, UploadId };
      };
      type Target = Awaited<ReturnType<typeof start>>;
      const send = async (target: Target, PartNumber: number, Body: Buffer) => {
        const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...target, PartNumber, Body }));
        return { PartNumber, ETag, ChecksumCRC32 };
      };

      it('the parts become one object with a composed ETag, readable across their seam', async () => {
        const [one, two] = [randomBytes(partBytes), randomBytes(1000)];
        const target = await start('multi');
        // Out of order, as parallel uploads arrive.
        const second = await send(target, 2, two);
        const Parts = [await send(target, 1, one), second];
        const done = await s3.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));
        const digests = Buffer.concat([one, two].map((part) => Buffer.from(md5(part), 'hex')));
        expect(done.ETag).toBe(`"${md5(digests)}-2"`);
        expect(md5(await read('multi'))).toBe(md5(Buffer.concat([one, two])));
        const seam = await read('multi', { Range: `bytes=${partBytes - 2}-${partBytes + 1}` });
        expect(seam).toEqual(Buffer.concat([one.subarray(-2), two.subarray(0, 2)]));
        const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'multi' }));
        expect(head).toMatchObject({ ContentLength: partBytes + 1000, Metadata: { big: 'yes' } });
      });

      it('an upload and its parts are listed until it is aborted', async () => {
        const target = await start('aborted');
        await send(target, 1, Buffer.from('x'));
        await send(target, 3, Buffer.from('y'));
        const { Parts = [] } = await s3.send(new ListPartsCommand(target));
        expect(Parts.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
          [1, 1],
          [3, 1],
        ]);
        const ids = async () => {
          const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
          return Uploads.map(({ UploadId }) => UploadId);
        };
        expect(await ids()).toContain(target.UploadId);
        await s3.send(new AbortMultipartUploadCommand(target));
        expect(await ids()).not.toContain(target.UploadId);
        expect((await errorOf(s3.send(new ListPartsCommand(target)))).name).toBe('NoSuchUpload');
      });

      it('small inner parts, wrong order and unknown parts are refused', async () => {
        const target = await start('refused');
        const Parts = [await send(target, 1, Buffer.from('x')), await send(target, 2, Buffer.from('y'))];
        const complete = (parts: typeof Parts) =>
          errorOf(s3.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts: parts } })));
        expect((await complete(Parts)).name).toBe('EntityTooSmall');
        expect((await complete([...Parts].reverse())).name).toBe('InvalidPartOrder');
        const [first] = Parts;
        const unknown = { PartNumber: 7, ETag: first?.ETag, ChecksumCRC32: first?.ChecksumCRC32 };
        expect((await complete([unknown])).name).toBe('InvalidPart');
        await s3.send(new AbortMultipartUploadCommand(target));
      });

      it('a part can be copied from a range of an object', async () => {
        await put('part-source', '0123456789');
        const target = await start('from-copy');
        const copied = await s3.send(
          new UploadPartCopyCommand({
            ...target,
            PartNumber: 1,
            CopySource: `${bucket}/part-source`,
            CopySourceRange: 'bytes=2-5',
          }),
        );
        const Parts = [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }];
        await s3.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));
        expect((await read('from-copy')).toString()).toBe('2345');
      });
    });

    describe('versions', () => {
      const putVersion = async (Key: string, Body: string) =>
        (await s3.send(new PutObjectCommand({ Bucket: versioned, Key, Body }))).VersionId;
      const readVersion = async (Key: string, VersionId?: string) =>
        (await read(Key, { Bucket: versioned, ...(VersionId === undefined ? {} : { VersionId }) })).toString();

      it('versioning says that it is on', async () => {
        expect((await s3.send(new GetBucketVersioningCommand({ Bucket: versioned }))).Status).toBe('Enabled');
        expect((await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBeUndefined();
      });

      it('each put is a version of its own, readable by its id', async () => {
        const [first, second] = [await putVersion('doc', 'one'), await putVersion('doc', 'two')];
        expect(first).not.toBe(second);
        expect([await readVersion('doc'), await readVersion('doc', first)]).toEqual(['two', 'one']);
        const unknown = errorOf(readVersion('doc', '00000000000000000000000000000000'));
        expect((await unknown).name).toMatch(/NoSuchVersion|InvalidArgument/);
      });

      it('a delete leaves a marker, and removing the marker brings the object back', async () => {
        await putVersion('marked', 'kept');
        const target = { Bucket: versioned, Key: 'marked' };
        const deletion = await s3.send(new DeleteObjectCommand(target));
        expect(deletion.DeleteMarker).toBe(true);
        expect((await errorOf(readVersion('marked'))).name).toBe('NoSuchKey');
        await s3.send(new DeleteObjectCommand({ ...target, VersionId: deletion.VersionId }));
        expect(await readVersion('marked')).toBe('kept');
      });

      it('versions are listed newest first with their markers', async () => {
        const ids = [await putVersion('listed', '1'), await putVersion('listed', '2')];
        await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: 'listed' }));
        const page = await s3.send(new ListObjectVersionsCommand({ Bucket: versioned, Prefix: 'listed' }));
        expect(page.Versions?.map(({ VersionId }) => VersionId)).toEqual([...ids].reverse());
        expect(page.DeleteMarkers?.map(({ IsLatest }) => IsLatest)).toEqual([true]);
        const current = await s3.send(new ListObjectsV2Command({ Bucket: versioned, Prefix: 'listed' }));
        expect(current.KeyCount).toBe(0);
      });

      it('paging through versions meets every one once', async () => {
        const ids = [await putVersion('paged', '1'), await putVersion('paged', '2'), await putVersion('paged', '3')];
        const seen: (string | undefined)[] = [];
        let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
        while (marker) {
          const input = { Bucket: versioned, Prefix: 'paged', MaxKeys: 2, ...marker };
          const page: Awaited<ReturnType<typeof listPage>> = await listPage(input);
          seen.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
          const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
          marker = page.IsTruncated
            ? { ...(KeyMarker ? { KeyMarker } : {}), ...(VersionIdMarker ? { VersionIdMarker } : {}) }
            : undefined;
        }
        expect(seen).toEqual([...ids].reverse());
      });
      const listPage = (input: { Bucket: string; MaxKeys: number }) => s3.send(new ListObjectVersionsCommand(input));
    });

    describe('presigned URLs', () => {
      it('a presigned PUT and GET need no other credentials', async () => {
        const target = { Bucket: bucket, Key: 'presigned/一.txt' };
        const write = await getSignedUrl(s3, new PutObjectCommand(target), { expiresIn: 60 });
        expect((await fetch(write, { method: 'PUT', body: 'by url' })).status).toBe(200);
        const readUrl = await getSignedUrl(s3, new GetObjectCommand(target), { expiresIn: 60 });
        expect(await (await fetch(readUrl)).text()).toBe('by url');
      });

      it('a presigned URL opens neither another key nor another method, and ends', async () => {
        await put('presigned/own', 'x');
        await put('presigned/other', 'y');
        const command = new GetObjectCommand({ Bucket: bucket, Key: 'presigned/own' });
        const url = await getSignedUrl(s3, command, { expiresIn: 60 });
        expect((await fetch(url.replace('own', 'other'))).status).toBe(403);
        expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
        const brief = await getSignedUrl(s3, command, { expiresIn: 1 });
        await new Promise((resolve) => setTimeout(resolve, 2100));
        expect((await fetch(brief)).status).toBe(403);
      });
    });

    describe('signatures', () => {
      it('a wrong secret, an unknown key and no signature are refused', async () => {
        const { settings } = under;
        const withKey = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
          errorOf(new S3Client({ ...settings, credentials, forcePathStyle: true }).send(new ListBucketsCommand({})));
        const wrong = await withKey({ ...settings.credentials, secretAccessKey: 'wrong' });
        expect(wrong).toEqual({ name: 'SignatureDoesNotMatch', status: 403 });
        const unknown = await withKey({ ...settings.credentials, accessKeyId: 'AKIDNOBODY' });
        expect(unknown).toEqual({ name: 'InvalidAccessKeyId', status: 403 });
        expect((await fetch(`${settings.endpoint}/${bucket}/plain`)).status).toBe(403);
      });
    });
  });
}
