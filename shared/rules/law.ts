/**
 * Law and notices the rules cite, by article. Tags follow the handbook's list of sources (§10). A rule cites `law.recognition(14)`,
 * so a wrong tag does not compile and the register prints the full title.
 */
import type { Text } from '../datasets/define.ts';

export interface LawReference {
  /** Tag with article, e.g. `57-14`. */
  readonly tag: string;
  readonly title: Text;
  readonly article: string;
}

const source =
  (tag: string, zh: string, en: string) =>
  (article: number | string): LawReference => ({
    tag: `${tag}-${article}`,
    title: { zh, en },
    article: String(article),
  });

export const law = {
  /** 社会救助法, in force 2026-07-01. */
  socialAssistanceAct: source('L', '中华人民共和国社会救助法', 'Social Assistance Act (2026)'),
  /** 最低生活保障审核确认办法, 民发〔2021〕57号. */
  recognition: source('57', '最低生活保障审核确认办法', 'Measures for Review and Confirmation of Dibao (2021)'),
  /** 特困人员认定办法, 民发〔2021〕43号. */
  tekun: source('TK', '特困人员认定办法', 'Measures for Recognition of Persons in Extreme Hardship (2021)'),
  /** 刚性支出困难家庭认定办法, in force 2025-01-01. */
  rigidExpenditure: source(
    'GX',
    '刚性支出困难家庭认定办法',
    'Measures for Recognition of Rigid-Expenditure Hardship (2025)',
  ),
  /** 关于进一步做好最低生活保障等社会救助兜底工作的通知 (2022). */
  notice2022: source(
    '22N',
    '关于进一步做好最低生活保障等社会救助兜底工作的通知',
    'Notice on Social Assistance as the Last Net (2022)',
  ),
  /** 关于进一步加强和改进临时救助工作的意见 (2018). */
  temporaryAssistance: source(
    '18L',
    '关于进一步加强和改进临时救助工作的意见',
    'Opinions on Temporary Assistance (2018)',
  ),
  /** 关于改革完善社会救助制度的意见 (2020). */
  reform2020: source('20Y', '关于改革完善社会救助制度的意见', 'Opinions on Reforming Social Assistance (2020)'),
  /** 最低生活保障审核审批办法(试行) 2012, repealed, presets only. */
  recognition2012: source('220', '最低生活保障审核审批办法（试行）', 'Trial Measures for Dibao (2012, repealed)'),
  /** 政务数据共享条例 (2025). */
  dataSharing: source('DS', '政务数据共享条例', 'Regulations on Sharing Government Data (2025)'),
  /** Practice or report without a legal text; handbook mark. */
  practice: source('R', '贵州低收入人口动态监测实践', 'Practice of the Guizhou monitoring platform'),
  /** Public reports on the rural monitoring system, numbered as in the handbook's list of sources (P2, P3, P4, P10). */
  press: source('P', '防返贫监测公开报道', 'Press reports on monitoring against return to poverty'),
  /** Purposes of income checks as a city keeps them; 一户多残 and 低保外重残 are among them. */
  checkPurposes: source('TZ2', '泰州市社会救助家庭经济状况核对目的', 'Purposes of household income checks (Taizhou)'),
} as const;
