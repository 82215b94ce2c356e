/**
 * Everything that can be wrong with a file's header, structure or row, as stable codes with a sentence in both languages. The codes
 * are part of the contract with departments (`rejects.csv`): a code may be added, never renamed or given another meaning.
 */
import type { IdentityFault } from '../domain/identity.ts';
import type { Text } from './define.ts';

/** What may be wrong with the bytes of a whole file: the drop is rejected. */
export type EncodingFaultCode =
  | 'encoding-utf16'
  | 'encoding-binary' // a zero byte
  | 'encoding-mixed' // lines of both encodings, or a damaged byte in a UTF-8 file
  | 'encoding-truncated' // ends within a character
  | 'encoding-unknown';

/** What may be wrong with a header: the drop is held, no row is read. */
export type HeaderFaultCode =
  | 'header-empty' // no header at all, or a column without a name
  | 'header-unknown' // a name no column answers to: perhaps the schema has changed
  | 'header-ambiguous' // a name two columns answer to
  | 'header-duplicate' // two headers of the same column
  | 'header-missing'; // a required column has no header

/** What may be wrong with the form of a record, before its fields are looked at. */
export type StructureFaultCode =
  | 'record-too-long'
  | 'field-too-long'
  | 'quote-unterminated'
  | 'quote-misplaced'
  | 'encoding-invalid';

/** What may be wrong with a field. */
export type FieldFaultCode =
  | IdentityFault
  | 'required-missing'
  | 'date-format'
  | 'date-impossible'
  | 'date-future'
  | 'number-format'
  | 'number-decimals'
  | 'number-negative'
  | 'number-range'
  | 'boolean-format'
  | 'code-unknown'
  | 'text-too-long'
  | 'text-control-character'
  | 'text-scientific'
  | 'formula-cell';

export type FaultCode = EncodingFaultCode | HeaderFaultCode | StructureFaultCode | FieldFaultCode | 'column-count';

export interface HeaderFault {
  readonly code: HeaderFaultCode;
  /** The header as it stands in the file, or the name of the missing column. */
  readonly header: string;
  /** 0-based place in the file, or undefined for a missing column. */
  readonly position: number | undefined;
}

export interface RowFault {
  /** Column name, or `''` when the fault is the record's. */
  readonly column: string;
  readonly code: FaultCode;
  readonly maskedValue: string;
}

export const faultTexts: Readonly<Record<FaultCode, Text>> = {
  'encoding-utf16': { zh: '文件为UTF-16编码，请改用UTF-8或GB18030', en: 'The file is UTF-16; send UTF-8 or GB18030' },
  'encoding-binary': { zh: '文件不是文本', en: 'The file is not text' },
  'encoding-mixed': { zh: '文件混用了UTF-8与GB18030或已损坏', en: 'The file mixes UTF-8 and GB18030, or is damaged' },
  'encoding-truncated': { zh: '文件在字符中间中断', en: 'The file ends within a character' },
  'encoding-unknown': { zh: '文件既不是UTF-8也不是GB18030编码', en: 'The file is neither UTF-8 nor GB18030' },
  'header-empty': { zh: '缺少表头或列名为空', en: 'The header is missing or a column has no name' },
  'header-unknown': { zh: '列名未在数据目录登记', en: 'The column is not in the catalogue' },
  'header-ambiguous': { zh: '列名对应多个字段，无法判断', en: 'The column name could mean two columns' },
  'header-duplicate': { zh: '列名重复', en: 'The column appears twice' },
  'header-missing': { zh: '缺少必需列', en: 'A required column is missing' },
  'record-too-long': { zh: '单行超过64KB', en: 'The row is longer than 64 KB' },
  'field-too-long': { zh: '单个字段超过4KB', en: 'A field is longer than 4 KB' },
  'quote-unterminated': { zh: '引号未闭合', en: 'A quotation mark is not closed' },
  'quote-misplaced': { zh: '引号位置不符合CSV格式', en: 'A quotation mark stands where CSV allows none' },
  'encoding-invalid': { zh: '字符编码无效', en: 'The characters are not valid in the encoding of the file' },
  'column-count': { zh: '列数与表头不一致', en: 'The row has more or fewer fields than the header' },
  'required-missing': { zh: '必填项为空', en: 'A required value is missing' },
  'identity-missing': { zh: '证件号码为空', en: 'The identity number is missing' },
  'identity-scientific': {
    zh: '证件号码被表格软件转成科学计数法',
    en: 'A spreadsheet turned the identity number into scientific notation',
  },
  'identity-rounded': {
    zh: '证件号码末三位被表格软件置零',
    en: 'A spreadsheet rounded the end of the identity number to 000',
  },
  'identity-length': { zh: '证件号码位数不正确', en: 'The identity number has the wrong length' },
  'identity-characters': { zh: '证件号码含有无效字符', en: 'The identity number contains invalid characters' },
  'identity-birth-date': {
    zh: '证件号码中的出生日期不存在',
    en: 'The birth date in the identity number does not exist',
  },
  'identity-checksum': { zh: '证件号码校验码不正确', en: 'The check character of the identity number is wrong' },
  'date-format': { zh: '日期格式无法识别', en: 'The date is not in a known format' },
  'date-impossible': { zh: '日期不存在', en: 'The date does not exist' },
  'date-future': { zh: '日期晚于数据生成日期', en: 'The date lies after the day the file was produced' },
  'number-format': { zh: '数字格式无法识别', en: 'The number is not in a known format' },
  'number-decimals': { zh: '小数超过两位', en: 'The number has more than two decimals' },
  'number-negative': { zh: '数值不应为负', en: 'The number may not be negative' },
  'number-range': { zh: '数值超出范围', en: 'The number is out of range' },
  'boolean-format': { zh: '是否项无法识别', en: 'The value is neither yes nor no' },
  'code-unknown': { zh: '代码或名称不在代码表中', en: 'The code or label is not in the code list' },
  'text-too-long': { zh: '文字超过规定长度', en: 'The text is longer than the column allows' },
  'text-control-character': { zh: '文字含有控制字符', en: 'The text contains control characters' },
  'text-scientific': {
    zh: '编号被表格软件转成科学计数法',
    en: 'A spreadsheet turned the number into scientific notation',
  },
  'formula-cell': { zh: '单元格内容为公式', en: 'The cell holds a formula' },
};
