/**
 * What the API says when it refuses: problem+json of RFC 9457 with a stable code, a title in the caller's language and every reason
 * found, not only the first. Texts never quote what the caller sent.
 */
import * as z from 'zod';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
type Text = Readonly<Record<Language, string>>;

export const problems = {
  'request-invalid': { status: 400, title: { 'zh-CN': '请求内容不符合约定', en: 'The request is not valid' } },
  'token-invalid': { status: 401, title: { 'zh-CN': '未登录或登录已失效', en: 'Sign in again' } },
  'role-missing': { status: 403, title: { 'zh-CN': '当前角色无此权限', en: 'Your role does not allow this' } },
  'not-found': { status: 404, title: { 'zh-CN': '未找到', en: 'Not found' } },
  'route-unknown': { status: 404, title: { 'zh-CN': '接口不存在', en: 'There is no such route' } },
  'drop-not-held': { status: 409, title: { 'zh-CN': '该批数据不在待处理状态', en: 'The drop is not held' } },
  'version-stale': { status: 412, title: { 'zh-CN': '内容已被他人更新', en: 'It has changed since it was read' } },
  'body-too-large': { status: 413, title: { 'zh-CN': '请求内容过大', en: 'The request body is too large' } },
  'version-missing': { status: 428, title: { 'zh-CN': '缺少 If-Match 请求头', en: 'The If-Match header is missing' } },
  internal: { status: 500, title: { 'zh-CN': '系统暂时无法处理', en: 'The request could not be handled' } },
} as const satisfies Record<string, { status: number; title: Text }>;
export type ProblemCode = keyof typeof problems;

const reasonTexts = {
  missing: { 'zh-CN': '缺少或类型不符', en: 'missing or of the wrong type' },
  'too-small': { 'zh-CN': '太短或太小', en: 'too short or too small' },
  'too-large': { 'zh-CN': '太长或太大', en: 'too long or too large' },
  format: { 'zh-CN': '格式不正确', en: 'not in the expected form' },
  value: { 'zh-CN': '不在允许的取值内', en: 'not one of the allowed values' },
  unknown: { 'zh-CN': '不允许的字段', en: 'not an allowed field' },
  cursor: { 'zh-CN': '分页游标无效，请从第一页重新查询', en: 'the cursor does not belong to this list: start again' },
} as const satisfies Record<string, Text>;
export type ReasonCode = keyof typeof reasonTexts;

export interface Reason {
  readonly field: string;
  readonly code: ReasonCode;
}

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problems) as ProblemCode[]),
  instance: z.string(),
  reasons: z.array(z.object({ field: z.string(), code: z.string(), text: z.string() })),
});
export type Problem = z.infer<typeof problemSchema>;

export function problemOf(
  code: ProblemCode,
  reasons: readonly Reason[],
  language: Language,
  instance: string,
): Problem {
  const { status, title } = problems[code];
  return {
    type: `urn:doudi:problem:${code}`,
    title: title[language],
    status,
    code,
    instance,
    reasons: reasons.map((reason) => ({ ...reason, text: reasonTexts[reason.code][language] })),
  };
}

const reasonOfIssue: Readonly<Record<string, ReasonCode>> = {
  invalid_type: 'missing',
  too_small: 'too-small',
  too_big: 'too-large',
  invalid_format: 'format',
  invalid_value: 'value',
  unrecognized_keys: 'unknown',
};

export function reasonsOf(error: z.ZodError): readonly Reason[] {
  return error.issues.map((issue) => ({
    field: issue.path.join('.'),
    code: reasonOfIssue[issue.code] ?? 'value',
  }));
}

/** The language the caller prefers; Chinese where nothing or neither is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weightOf = (prefix: string) =>
    Math.max(
      0,
      ...(acceptLanguage ?? '').split(',').map((range) => {
        const [tag = '', ...parameters] = range
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/);
        if (tag !== prefix && !tag.startsWith(`${prefix}-`)) return 0;
        const quality = parameters.find((parameter) => parameter.startsWith('q='));
        return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
      }),
    );
  return weightOf('en') > weightOf('zh') ? 'en' : 'zh-CN';
}
