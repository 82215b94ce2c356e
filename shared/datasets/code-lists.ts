/**
 * Code lists of the catalogue: national standards where one exists, otherwise the project's own codes (`doudi`). A file may
 * give the code or its Chinese label; the row always holds the code. A label such as `存续/在业` is also known by its parts.
 */
import type { Text } from './define.ts';

export interface CodeList {
  /** Name in the handbook, e.g. `CL_SEX`. */
  readonly name: string;
  /** Standard or origin of the codes. */
  readonly source: string;
  /** Codes with their labels. A list with a `pattern` has no values of its own and accepts any text of the pattern (regions). */
  readonly values: Readonly<Record<string, Text>>;
  readonly pattern?: RegExp;
  /** Further words departments write for a code, e.g. `汉族` for `01`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Finer national codes that are folded to their first character, e.g. `K33` to `K`. */
  readonly detail?: RegExp;
}

const list = (
  name: string,
  source: string,
  values: Record<string, [zh: string, en: string]>,
  options: Pick<CodeList, 'pattern' | 'aliases' | 'detail'> = {},
): CodeList => ({
  name,
  source,
  values: Object.fromEntries(Object.entries(values).map(([code, [zh, en]]) => [code, { zh, en }])),
  ...options,
});

export const clSex: CodeList = list(
  'CL_SEX',
  'GB/T 2261.1',
  {
    '0': ['未知', 'Unknown'],
    '1': ['男', 'Male'],
    '2': ['女', 'Female'],
    '9': ['未说明', 'Not stated'],
  },
  { aliases: { 男性: '1', 女性: '2' } },
);

export const clNation: CodeList = list(
  'CL_NATION',
  'GB/T 3304',
  {
    '01': ['汉', 'Han'],
    '02': ['蒙古', 'Mongol'],
    '03': ['回', 'Hui'],
    '04': ['藏', 'Tibetan'],
    '05': ['维吾尔', 'Uygur'],
    '06': ['苗', 'Miao'],
    '07': ['彝', 'Yi'],
    '08': ['壮', 'Zhuang'],
    '09': ['布依', 'Bouyei'],
    '10': ['朝鲜', 'Korean'],
    '11': ['满', 'Manchu'],
    '12': ['侗', 'Dong'],
    '13': ['瑶', 'Yao'],
    '14': ['白', 'Bai'],
    '15': ['土家', 'Tujia'],
    '16': ['哈尼', 'Hani'],
    '17': ['哈萨克', 'Kazak'],
    '18': ['傣', 'Dai'],
    '19': ['黎', 'Li'],
    '20': ['傈僳', 'Lisu'],
    '21': ['佤', 'Va'],
    '22': ['畲', 'She'],
    '23': ['高山', 'Gaoshan'],
    '24': ['拉祜', 'Lahu'],
    '25': ['水', 'Sui'],
    '26': ['东乡', 'Dongxiang'],
    '27': ['纳西', 'Naxi'],
    '28': ['景颇', 'Jingpo'],
    '29': ['柯尔克孜', 'Kirgiz'],
    '30': ['土', 'Tu'],
    '31': ['达斡尔', 'Daur'],
    '32': ['仫佬', 'Mulao'],
    '33': ['羌', 'Qiang'],
    '34': ['布朗', 'Blang'],
    '35': ['撒拉', 'Salar'],
    '36': ['毛南', 'Maonan'],
    '37': ['仡佬', 'Gelao'],
    '38': ['锡伯', 'Xibe'],
    '39': ['阿昌', 'Achang'],
    '40': ['普米', 'Pumi'],
    '41': ['塔吉克', 'Tajik'],
    '42': ['怒', 'Nu'],
    '43': ['乌孜别克', 'Uzbek'],
    '44': ['俄罗斯', 'Russ'],
    '45': ['鄂温克', 'Ewenki'],
    '46': ['德昂', 'Deang'],
    '47': ['保安', 'Bonan'],
    '48': ['裕固', 'Yugur'],
    '49': ['京', 'Gin'],
    '50': ['塔塔尔', 'Tatar'],
    '51': ['独龙', 'Derung'],
    '52': ['鄂伦春', 'Oroqen'],
    '53': ['赫哲', 'Hezhen'],
    '54': ['门巴', 'Monba'],
    '55': ['珞巴', 'Lhoba'],
    '56': ['基诺', 'Jino'],
    '97': ['其他', 'Other'],
    '98': ['外国血统', 'Foreign descent'],
  },
  {
    aliases: {
      汉族: '01',
      蒙古族: '02',
      回族: '03',
      藏族: '04',
      维吾尔族: '05',
      苗族: '06',
      彝族: '07',
      壮族: '08',
      布依族: '09',
      朝鲜族: '10',
      满族: '11',
      侗族: '12',
      瑶族: '13',
      白族: '14',
      土家族: '15',
      哈尼族: '16',
      哈萨克族: '17',
      傣族: '18',
      黎族: '19',
      傈僳族: '20',
      佤族: '21',
      畲族: '22',
      高山族: '23',
      拉祜族: '24',
      水族: '25',
      东乡族: '26',
      纳西族: '27',
      景颇族: '28',
      柯尔克孜族: '29',
      土族: '30',
      达斡尔族: '31',
      仫佬族: '32',
      羌族: '33',
      布朗族: '34',
      撒拉族: '35',
      毛南族: '36',
      仡佬族: '37',
      锡伯族: '38',
      阿昌族: '39',
      普米族: '40',
      塔吉克族: '41',
      怒族: '42',
      乌孜别克族: '43',
      俄罗斯族: '44',
      鄂温克族: '45',
      德昂族: '46',
      保安族: '47',
      裕固族: '48',
      京族: '49',
      塔塔尔族: '50',
      独龙族: '51',
      鄂伦春族: '52',
      赫哲族: '53',
      门巴族: '54',
      珞巴族: '55',
      基诺族: '56',
    },
  },
);

export const clRel: CodeList = list(
  'CL_REL',
  'GB/T 4761-2008',
  {
    '01': ['本人', 'Self'],
    '02': ['户主', 'Head of household'],
    '10': ['配偶', 'Spouse'],
    '11': ['夫', 'Husband'],
    '12': ['妻', 'Wife'],
    '20': ['子', 'Son'],
    '21': ['独生子', 'Only son'],
    '22': ['长子', 'Eldest son'],
    '23': ['次子', 'Second son'],
    '24': ['三子', 'Third son'],
    '25': ['四子', 'Fourth son'],
    '26': ['五子', 'Fifth son'],
    '27': ['养子或继子', 'Adopted son or stepson'],
    '28': ['女婿', 'Son-in-law'],
    '29': ['其他儿子', 'Other son'],
    '30': ['女', 'Daughter'],
    '31': ['独生女', 'Only daughter'],
    '32': ['长女', 'Eldest daughter'],
    '33': ['次女', 'Second daughter'],
    '34': ['三女', 'Third daughter'],
    '35': ['四女', 'Fourth daughter'],
    '36': ['五女', 'Fifth daughter'],
    '37': ['养女或继女', 'Adopted daughter or stepdaughter'],
    '38': ['儿媳', 'Daughter-in-law'],
    '39': ['其他女儿', 'Other daughter'],
    '40': ['孙子女', 'Grandchild'],
    '41': ['孙子', "Grandson (son's son)"],
    '42': ['孙女', "Granddaughter (son's daughter)"],
    '43': ['外孙子', "Grandson (daughter's son)"],
    '44': ['外孙女', "Granddaughter (daughter's daughter)"],
    '45': ['孙媳妇或外孙媳妇', "Grandson's wife"],
    '46': ['孙女婿或外孙女婿', "Granddaughter's husband"],
    '47': ['曾孙子或外曾孙子', 'Great-grandson'],
    '48': ['曾孙女或外曾孙女', 'Great-granddaughter'],
    '49': ['其他孙子女', 'Other grandchild'],
    '50': ['父母', 'Parent'],
    '51': ['父', 'Father'],
    '52': ['母', 'Mother'],
    '53': ['公公', "Husband's father"],
    '54': ['婆婆', "Husband's mother"],
    '55': ['岳父', "Wife's father"],
    '56': ['岳母', "Wife's mother"],
    '57': ['继父或养父', 'Stepfather or adoptive father'],
    '58': ['继母或养母', 'Stepmother or adoptive mother'],
    '59': ['其他父母关系', 'Other parental relation'],
    '60': ['祖父母', 'Grandparent'],
    '61': ['祖父', 'Paternal grandfather'],
    '62': ['祖母', 'Paternal grandmother'],
    '63': ['外祖父', 'Maternal grandfather'],
    '64': ['外祖母', 'Maternal grandmother'],
    '65': ['配偶的祖父母或外祖父母', "Spouse's grandparent"],
    '66': ['曾祖父', 'Great-grandfather'],
    '67': ['曾祖母', 'Great-grandmother'],
    '68': ['配偶的曾祖父母', "Spouse's great-grandparent"],
    '69': ['其他祖父母', 'Other grandparent'],
    '70': ['兄弟姐妹', 'Sibling'],
    '71': ['兄', 'Elder brother'],
    '72': ['嫂', "Elder brother's wife"],
    '73': ['弟', 'Younger brother'],
    '74': ['弟媳', "Younger brother's wife"],
    '75': ['姐', 'Elder sister'],
    '76': ['姐夫', "Elder sister's husband"],
    '77': ['妹', 'Younger sister'],
    '78': ['妹夫', "Younger sister's husband"],
    '79': ['其他兄弟姐妹', 'Other sibling'],
    '80': ['其他', 'Other'],
    '81': ['伯父', "Father's elder brother"],
    '82': ['伯母', "Father's elder brother's wife"],
    '83': ['叔父', "Father's younger brother"],
    '84': ['婶母', "Father's younger brother's wife"],
    '85': ['舅父', "Mother's brother"],
    '86': ['舅母', "Mother's brother's wife"],
    '87': ['姨父', "Mother's sister's husband"],
    '88': ['姨母', "Mother's sister"],
    '89': ['姑父', "Father's sister's husband"],
    '90': ['姑母', "Father's sister"],
    '91': ['堂兄弟、堂姐妹', 'Cousin (same surname)'],
    '92': ['表兄弟、表姐妹', 'Cousin (other surname)'],
    '93': ['侄子', "Brother's son"],
    '94': ['侄女', "Brother's daughter"],
    '95': ['外甥', "Sister's son"],
    '96': ['外甥女', "Sister's daughter"],
    '97': ['其他亲属', 'Other relative'],
    '99': ['非亲属', 'Not related'],
  },
  {
    aliases: {
      丈夫: '11',
      妻子: '12',
      儿子: '20',
      女儿: '30',
      父亲: '51',
      母亲: '52',
      哥哥: '71',
      弟弟: '73',
      姐姐: '75',
      妹妹: '77',
    },
  },
);

export const clMarital: CodeList = list('CL_MARITAL', 'GB/T 2261.2', {
  '10': ['未婚', 'Single'],
  '20': ['已婚', 'Married'],
  '21': ['初婚', 'First marriage'],
  '22': ['再婚', 'Remarried'],
  '23': ['复婚', 'Remarried to the same spouse'],
  '30': ['丧偶', 'Widowed'],
  '40': ['离婚', 'Divorced'],
  '90': ['未说明', 'Not stated'],
});

export const clRegion: CodeList = list('CL_REGION', 'GB/T 2260', {}, { pattern: /^\d{6}(?:\d{3}|\d{6})?$/ });

export const clHukou: CodeList = list('CL_HUKOU', 'doudi', {
  '1': ['家庭户', 'Family household'],
  '2': ['集体户', 'Collective household'],
});

export const clHknat: CodeList = list('CL_HKNAT', 'doudi', {
  '01': ['农业', 'Agricultural'],
  '02': ['非农业', 'Non-agricultural'],
  '09': ['其他', 'Other'],
});

export const clDereg: CodeList = list('CL_DEREG', 'doudi', {
  '01': ['死亡', 'Death'],
  '02': ['迁出市/省', 'Moved out of the city or province'],
  '03': ['出国定居', 'Settled abroad'],
  '04': ['参军', 'Joined the army'],
  '05': ['重复户口', 'Duplicate registration'],
  '06': ['宣告失踪/死亡', 'Declared missing or dead'],
  '99': ['其他', 'Other'],
});

export const clTraveldoc: CodeList = list('CL_TRAVELDOC', 'doudi', {
  '1': ['护照', 'Passport'],
  '2': ['港澳通行证', 'Permit for Hong Kong and Macao'],
  '3': ['台湾通行证', 'Permit for Taiwan'],
});

export const clExitpurp: CodeList = list('CL_EXITPURP', 'doudi', {
  '1': ['旅游', 'Tourism'],
  '2': ['务工', 'Work'],
  '3': ['探亲', 'Family visit'],
  '4': ['留学', 'Study'],
  '5': ['商务', 'Business'],
  '9': ['其他', 'Other'],
});

export const clPlate: CodeList = list('CL_PLATE', 'GA/T 16.7', {
  '01': ['大型', 'Large vehicle'],
  '02': ['小型', 'Small vehicle'],
  '07': ['普通摩托', 'Motorcycle'],
  '15': ['挂车', 'Trailer'],
  '51': ['大型新能源', 'Large new-energy vehicle'],
  '52': ['小型新能源', 'Small new-energy vehicle'],
});

export const clVehtype: CodeList = list(
  'CL_VEHTYPE',
  'GA 802',
  {
    K: ['客车', 'Passenger vehicle'],
    H: ['货车', 'Goods vehicle'],
    M: ['摩托', 'Motorcycle'],
    N: ['三轮', 'Three-wheeled vehicle'],
    T: ['拖拉机类', 'Tractor'],
  },
  { detail: /^[KHMNT]\d{2}$/ },
);

export const clVehuse: CodeList = list('CL_VEHUSE', 'GA/T 16.3', {
  A: ['非营运', 'Not for hire'],
  B: ['公路客运', 'Coach service'],
  C: ['公交', 'Public bus'],
  D: ['出租', 'Taxi'],
  E: ['旅游', 'Tourist transport'],
  F: ['货运', 'Goods transport'],
  G: ['租赁', 'Rental'],
});

export const clVehstat: CodeList = list('CL_VEHSTAT', 'GA 24.17', {
  A: ['正常', 'Normal'],
  B: ['转出', 'Transferred out'],
  C: ['被盗抢', 'Stolen'],
  E: ['注销', 'Cancelled'],
  G: ['违法未处理', 'Offence pending'],
  M: ['达到报废', 'Due for scrapping'],
  P: ['强制报废', 'Scrapped by order'],
});

export const clEnergy: CodeList = list('CL_ENERGY', 'GA 24.9', {
  A: ['汽油', 'Petrol'],
  B: ['柴油', 'Diesel'],
  C: ['电', 'Electric'],
  O: ['混动', 'Hybrid'],
});

export const clAccident: CodeList = list('CL_ACCIDENT', 'doudi', {
  '1': ['交通事故', 'Traffic accident'],
  '2': ['火灾', 'Fire'],
  '3': ['溺水', 'Drowning'],
  '4': ['工伤', 'Work accident'],
  '9': ['其他', 'Other'],
});

export const clCasualty: CodeList = list('CL_CASUALTY', 'doudi', {
  '1': ['死亡', 'Death'],
  '2': ['重伤', 'Serious injury'],
  '3': ['轻伤', 'Light injury'],
  '4': ['仅财损', 'Property damage only'],
});

export const clLiab: CodeList = list('CL_LIAB', 'doudi', {
  '1': ['全责', 'Full'],
  '2': ['主责', 'Main'],
  '3': ['同责', 'Equal'],
  '4': ['次责', 'Secondary'],
  '5': ['无责', 'None'],
});

export const clCustody: CodeList = list('CL_CUSTODY', 'doudi', {
  '1': ['监狱服刑', 'Serving in prison'],
  '2': ['看守所', 'Detention centre'],
  '3': ['强制隔离戒毒', 'Compulsory detoxification'],
  '4': ['社区矫正', 'Community correction'],
});

export const clCourt: CodeList = list('CL_COURT', 'doudi', {
  '1': ['司法救助', 'Judicial assistance'],
  '2': ['被执行人', 'Judgment debtor'],
  '3': ['失信', 'Breach of trust list'],
  '4': ['宣告失踪/死亡', 'Declared missing or dead'],
  '5': ['抚养费判决', 'Maintenance judgment'],
});

export const clCasestat: CodeList = list('CL_CASESTAT', 'doudi', {
  '1': ['在办', 'Open'],
  '2': ['终本', 'Enforcement suspended'],
  '3': ['结案', 'Closed'],
});

export const clBurial: CodeList = list('CL_BURIAL', 'doudi', {
  '1': ['火化', 'Cremation'],
  '2': ['土葬', 'Burial'],
});

export const clMarreg: CodeList = list('CL_MARREG', 'doudi', {
  '1': ['结婚', 'Marriage'],
  '2': ['离婚', 'Divorce'],
  '3': ['补领', 'Certificate reissued'],
  '4': ['撤销', 'Annulled'],
});

export const clAssist: CodeList = list('CL_ASSIST', 'doudi', {
  '01': ['城市低保', 'Urban dibao'],
  '02': ['农村低保', 'Rural dibao'],
  '03': ['城市特困', 'Urban extreme hardship'],
  '04': ['农村特困', 'Rural extreme hardship'],
  '05': ['低保边缘', 'Dibao margin'],
  '06': ['刚性支出', 'Rigid expenditure hardship'],
  '07': ['临时救助', 'Temporary assistance'],
  '08': ['其他困难', 'Other hardship'],
});

export const clCover: CodeList = list('CL_COVER', 'doudi', {
  '1': ['在保', 'Covered'],
  '2': ['渐退期', 'Gradual exit'],
  '3': ['暂停', 'Suspended'],
  '4': ['终止', 'Ended'],
  '5': ['申请中', 'Applying'],
});

export const clChild: CodeList = list('CL_CHILD', 'doudi', {
  '1': ['孤儿', 'Orphan'],
  '2': ['事实无人抚养', 'De facto unattended'],
  '3': ['困境', 'In difficulty'],
  '4': ['农村留守', 'Left behind in the countryside'],
  '5': ['流动', 'Migrant'],
});

export const clPlacement: CodeList = list('CL_PLACEMENT', 'doudi', {
  '1': ['社会散居', 'With a family'],
  '2': ['机构养育', 'In an institution'],
});

export const clAllow: CodeList = list('CL_ALLOW', 'doudi', {
  '01': ['困难残疾人生活补贴', 'Living allowance for disabled persons in hardship'],
  '02': ['重度残疾人护理补贴', 'Care allowance for severely disabled persons'],
  '03': ['高龄津贴', 'Old-age allowance'],
  '04': ['养老服务补贴', 'Elderly care subsidy'],
});

export const clSorg: CodeList = list('CL_SORG', 'doudi', {
  '1': ['社会团体', 'Association'],
  '2': ['民办非企业', 'Private non-enterprise unit'],
  '3': ['基金会', 'Foundation'],
});

export const clCert: CodeList = list('CL_CERT', 'doudi', {
  '1': ['出生', 'Birth'],
  '2': ['死亡', 'Death'],
});

export const clDisease: CodeList = list('CL_DISEASE', 'doudi (ICD-10 groups)', {
  '01': ['恶性肿瘤', 'Malignant tumour'],
  '02': ['终末期肾病', 'End-stage renal disease'],
  '03': ['重大器官移植', 'Major organ transplant'],
  '04': ['急性心肌梗死', 'Acute myocardial infarction'],
  '05': ['脑卒中后遗症', 'After-effects of stroke'],
  '06': ['严重精神障碍', 'Severe mental disorder'],
  '07': ['血友病', 'Haemophilia'],
  '08': ['再生障碍性贫血', 'Aplastic anaemia'],
  '09': ['罕见病', 'Rare disease'],
  '10': ['耐多药结核', 'Multidrug-resistant tuberculosis'],
  '11': ['艾滋病机会感染', 'Opportunistic infection in AIDS'],
  '12': ['儿童先天性心脏病', 'Congenital heart disease in children'],
  '13': ['儿童白血病', 'Leukaemia in children'],
  '19': ['其他重特大疾病', 'Other major disease'],
  '90': ['一般疾病', 'Ordinary disease'],
});

export const clHosp: CodeList = list('CL_HOSP', 'doudi', {
  '1': ['三级', 'Level three'],
  '2': ['二级', 'Level two'],
  '3': ['一级', 'Level one'],
  '4': ['未定级', 'Not graded'],
});

export const clMedins: CodeList = list('CL_MEDINS', 'doudi', {
  '1': ['职工', 'Employees'],
  '2': ['城乡居民', 'Residents'],
  '3': ['未参保', 'Not insured'],
});

export const clMedaid: CodeList = list('CL_MEDAID', 'doudi', {
  '1': ['资助参保', 'Subsidised insurance'],
  '2': ['门诊救助', 'Out-patient aid'],
  '3': ['住院救助', 'In-patient aid'],
  '4': ['倾斜救助', 'Additional aid'],
  '5': ['长护险', 'Long-term care insurance'],
});

export const clInsstat: CodeList = list('CL_INSSTAT', 'doudi', {
  '1': ['正常', 'Active'],
  '2': ['暂停', 'Suspended'],
  '3': ['终止', 'Ended'],
});

export const clDistype: CodeList = list(
  'CL_DISTYPE',
  'GB/T 26341',
  {
    '1': ['视力', 'Visual'],
    '2': ['听力', 'Hearing'],
    '3': ['言语', 'Speech'],
    '4': ['肢体', 'Physical'],
    '5': ['智力', 'Intellectual'],
    '6': ['精神', 'Mental'],
    '7': ['多重', 'Multiple'],
  },
  {
    aliases: {
      视力残疾: '1',
      听力残疾: '2',
      言语残疾: '3',
      肢体残疾: '4',
      智力残疾: '5',
      精神残疾: '6',
      多重残疾: '7',
    },
  },
);

export const clDislvl: CodeList = list(
  'CL_DISLVL',
  'GB/T 26341',
  {
    '1': ['一级', 'Level one (gravest)'],
    '2': ['二级', 'Level two'],
    '3': ['三级', 'Level three'],
    '4': ['四级', 'Level four'],
  },
  { aliases: { 壹级: '1', 贰级: '2', 叁级: '3', 肆级: '4' } },
);

export const clCardstat: CodeList = list('CL_CARDSTAT', 'doudi', {
  '1': ['有效', 'Valid'],
  '2': ['过期', 'Expired'],
  '3': ['注销', 'Cancelled'],
  '4': ['死亡注销', 'Cancelled on death'],
  '5': ['迁出', 'Moved out'],
});

export const clDisserv: CodeList = list('CL_DISSERV', 'doudi', {
  '1': ['康复训练', 'Rehabilitation'],
  '2': ['辅具', 'Assistive device'],
  '3': ['手术', 'Surgery'],
  '4': ['托养', 'Day or residential care'],
  '5': ['燃油补贴', 'Fuel subsidy'],
});

export const clSikind: CodeList = list('CL_SIKIND', 'doudi', {
  '110': ['企业养老', 'Pension, enterprises'],
  '120': ['机关养老', 'Pension, public institutions'],
  '170': ['居民养老', 'Pension, residents'],
  '210': ['失业', 'Unemployment'],
  '310': ['职工医保', 'Medical, employees'],
  '390': ['居民医保', 'Medical, residents'],
  '410': ['工伤', 'Work injury'],
});

export const clPaystat: CodeList = list('CL_PAYSTAT', 'doudi', {
  '1': ['正常', 'Paid'],
  '2': ['欠缴', 'In arrears'],
  '3': ['封存', 'Sealed'],
  '4': ['销户', 'Closed'],
});

export const clPension: CodeList = list('CL_PENSION', 'doudi', {
  '1': ['职工养老', "Employees' pension"],
  '2': ['居民养老', "Residents' pension"],
  '3': ['机关养老', "Public institutions' pension"],
  '4': ['遗属', "Survivors' benefit"],
  '5': ['工伤', 'Work-injury benefit'],
  '6': ['失地农民', "Landless farmers' pension"],
});

export const clUnemp: CodeList = list('CL_UNEMP', 'doudi', {
  '1': ['单位解除', 'Dissolved by the employer'],
  '2': ['合同期满', 'End of contract'],
  '3': ['单位破产', 'Insolvency'],
  '4': ['本人辞职', 'Resigned'],
  '5': ['被辞退', 'Dismissed'],
  '9': ['其他', 'Other'],
});

export const clEmpform: CodeList = list('CL_EMPFORM', 'doudi', {
  '1': ['单位就业', 'Employed'],
  '2': ['灵活就业', 'Flexible employment'],
  '3': ['个体经营', 'Self-employed business'],
  '4': ['公益岗', 'Public-welfare post'],
  '5': ['外出务工', 'Migrant work'],
  '6': ['自主创业', 'Own start-up'],
});

export const clSchool: CodeList = list('CL_SCHOOL', 'doudi', {
  '1': ['公办', 'Public'],
  '2': ['民办普惠', 'Private, non-profit rate'],
  '3': ['民办高收费', 'Private, high fee'],
  '4': ['境外/国际', 'Abroad or international'],
});

export const clStage: CodeList = list('CL_STAGE', 'doudi', {
  '1': ['学前', 'Pre-school'],
  '2': ['小学', 'Primary'],
  '3': ['初中', 'Junior secondary'],
  '4': ['普高', 'Senior secondary'],
  '5': ['中职', 'Vocational secondary'],
  '6': ['高职专科', 'Vocational college'],
  '7': ['本科', 'Undergraduate'],
  '8': ['研究生', 'Postgraduate'],
});

export const clStustat: CodeList = list('CL_STUSTAT', 'doudi', {
  '1': ['在读', 'Enrolled'],
  '2': ['休学', 'On leave'],
  '3': ['毕业', 'Graduated'],
  '4': ['退学', 'Withdrawn'],
  '5': ['辍学', 'Dropped out'],
});

export const clStuaid: CodeList = list('CL_STUAID', 'doudi', {
  '1': ['国家助学金', 'National grant'],
  '2': ['励志', 'Merit grant'],
  '3': ['学费减免', 'Tuition waiver'],
  '4': ['雨露计划', 'Yulu programme'],
  '5': ['助学贷款', 'Student loan'],
  '6': ['录取信息', 'Admission'],
});

export const clLanduse: CodeList = list('CL_LANDUSE', 'doudi', {
  '1': ['住宅', 'Residential'],
  '2': ['商业', 'Commercial'],
  '3': ['办公', 'Office'],
  '4': ['工业', 'Industrial'],
  '5': ['车位', 'Parking'],
  '9': ['其他', 'Other'],
});

export const clHousenat: CodeList = list('CL_HOUSENAT', 'doudi', {
  '1': ['商品房', 'Commodity housing'],
  '2': ['房改房', 'Reform housing'],
  '3': ['经适房', 'Affordable housing'],
  '4': ['自建房', 'Self-built'],
  '5': ['安置房', 'Resettlement housing'],
  '6': ['小产权', 'Limited property right'],
});

export const clCoown: CodeList = list('CL_COOWN', 'doudi', {
  '1': ['单独所有', 'Sole owner'],
  '2': ['共同共有', 'Joint ownership'],
  '3': ['按份共有', 'Ownership in shares'],
});

export const clRight: CodeList = list(
  'CL_RIGHT',
  'doudi',
  {
    '1': ['现势', 'Current'],
    '2': ['历史', 'Historical'],
    '3': ['查封', 'Seized'],
  },
  { aliases: { 现实: '1' } },
);

export const clContract: CodeList = list('CL_CONTRACT', 'doudi', {
  '1': ['已签', 'Signed'],
  '2': ['已备案', 'Filed'],
  '3': ['撤销', 'Revoked'],
  '4': ['已办证', 'Title issued'],
});

export const clHsup: CodeList = list('CL_HSUP', 'doudi', {
  '1': ['公租房实物', 'Public rental flat'],
  '2': ['租赁补贴', 'Rent subsidy'],
  '3': ['危房改造', 'Dangerous house renovation'],
  '4': ['易地扶贫搬迁', 'Relocation against poverty'],
  '5': ['保障性租赁', 'Subsidised rental'],
});

export const clDanger: CodeList = list('CL_DANGER', 'JGJ 125', {
  A: ['A级', 'Level A'],
  B: ['B级', 'Level B'],
  C: ['C级', 'Level C'],
  D: ['D级', 'Level D'],
});

export const clEnttype: CodeList = list('CL_ENTTYPE', 'doudi', {
  '1': ['企业', 'Enterprise'],
  '2': ['个体工商户', 'Individual business'],
  '3': ['农民专业合作社', "Farmers' cooperative"],
  '4': ['个人独资', 'Sole proprietorship'],
  '5': ['合伙', 'Partnership'],
  '6': ['社会组织', 'Social organisation'],
});

export const clRole: CodeList = list('CL_ROLE', 'doudi', {
  '1': ['法定代表人', 'Legal representative'],
  '2': ['股东/投资人', 'Shareholder or investor'],
  '3': ['董事', 'Director'],
  '4': ['监事', 'Supervisor'],
  '5': ['高级管理人员', 'Senior manager'],
  '6': ['经营者', 'Operator'],
  '7': ['合作社成员', 'Cooperative member'],
});

export const clEntstat: CodeList = list('CL_ENTSTAT', 'doudi', {
  '1': ['存续/在业', 'In business'],
  '2': ['吊销', 'Licence revoked'],
  '3': ['注销', 'Cancelled'],
  '4': ['迁出', 'Moved out'],
  '5': ['停业', 'Closed for business'],
  '6': ['简易注销中', 'Simplified cancellation under way'],
});

export const clTaxitem: CodeList = list('CL_TAXITEM', 'doudi', {
  '1': ['工资薪金', 'Wages and salaries'],
  '2': ['劳务', 'Labour services'],
  '3': ['稿酬', "Author's fees"],
  '4': ['特许权', 'Royalties'],
  '5': ['经营所得', 'Business income'],
  '6': ['利息股息', 'Interest and dividends'],
  '7': ['财产租赁', 'Rent'],
  '8': ['财产转让', 'Transfer of property'],
  '9': ['偶然', 'Incidental income'],
});

export const clQresult: CodeList = list('CL_QRESULT', 'doudi', {
  '0': ['无信息', 'Nothing found'],
  '1': ['有信息', 'Found'],
  '2': ['查询失败', 'Query failed'],
  '3': ['身份不匹配', 'Identity does not match'],
  '4': ['授权无效', 'Authorisation not valid'],
});

export const clInsprod: CodeList = list('CL_INSPROD', 'doudi', {
  '1': ['重疾', 'Critical illness'],
  '2': ['年金分红', 'Annuity or participating'],
  '3': ['万能投连', 'Universal or unit-linked'],
  '4': ['意外', 'Accident'],
  '5': ['车险', 'Motor'],
  '6': ['惠民保', 'Inclusive health'],
});

export const clPolrole: CodeList = list('CL_POLROLE', 'doudi', {
  '1': ['投保人', 'Policyholder'],
  '2': ['被保险人', 'Insured'],
  '3': ['受益人', 'Beneficiary'],
});

export const clPolstat: CodeList = list('CL_POLSTAT', 'doudi', {
  '1': ['有效', 'In force'],
  '2': ['失效', 'Lapsed'],
  '3': ['退保', 'Surrendered'],
  '4': ['满期', 'Matured'],
});

export const clTrans: CodeList = list('CL_TRANS', 'doudi', {
  '1': ['营运客车', 'Commercial passenger vehicle'],
  '2': ['营运货车', 'Commercial goods vehicle'],
  '3': ['出租', 'Taxi'],
  '4': ['网约车', 'Ride-hailing car'],
  '5': ['内河船', 'Inland vessel'],
  '6': ['渔船', 'Fishing vessel'],
  '7': ['从业资格', 'Professional qualification'],
});

export const clMach: CodeList = list('CL_MACH', 'doudi', {
  '1': ['拖拉机', 'Tractor'],
  '2': ['收割机', 'Harvester'],
  '3': ['微耕机', 'Power tiller'],
  '4': ['烘干机', 'Dryer'],
  '9': ['其他', 'Other'],
});

export const clMonitor: CodeList = list('CL_MONITOR', 'doudi', {
  '1': ['脱贫不稳定', 'Unstable exit from poverty'],
  '2': ['边缘易致贫', 'On the margin of poverty'],
  '3': ['突发严重困难', 'Sudden serious hardship'],
  '0': ['脱贫户', 'Lifted out of poverty'],
});

export const clRisk: CodeList = list('CL_RISK', 'doudi', {
  '1': ['因病', 'Illness'],
  '2': ['因残', 'Disability'],
  '3': ['因学', 'Education costs'],
  '4': ['因灾', 'Disaster'],
  '5': ['因意外', 'Accident'],
  '6': ['缺劳动力', 'Lack of labour'],
  '7': ['失业/务工不稳', 'Unemployment or unstable work'],
  '8': ['产业失败', 'Failed business'],
  '9': ['住房饮水', 'Housing or drinking water'],
  '99': ['其他', 'Other'],
});

export const clAgrisub: CodeList = list('CL_AGRISUB', 'doudi', {
  '1': ['耕地地力', 'Farmland fertility'],
  '2': ['农机购置', 'Machinery purchase'],
  '3': ['退耕还林', 'Return of farmland to forest'],
  '4': ['生态护林员', 'Forest ranger'],
  '5': ['产业奖补', 'Production incentive'],
  '6': ['种粮', 'Grain growing'],
});

export const clDisaster: CodeList = list('CL_DISASTER', 'doudi', {
  '1': ['洪涝', 'Flood'],
  '2': ['旱', 'Drought'],
  '3': ['风雹', 'Wind and hail'],
  '4': ['地质', 'Landslide and other geological'],
  '5': ['低温冰冻', 'Frost and ice'],
  '6': ['地震', 'Earthquake'],
  '7': ['森林火', 'Forest fire'],
});

export const clHdamage: CodeList = list('CL_HDAMAGE', 'doudi', {
  '1': ['倒塌', 'Collapsed'],
  '2': ['严重损坏', 'Seriously damaged'],
  '3': ['一般损坏', 'Damaged'],
});

export const clPayroll: CodeList = list('CL_PAYROLL', 'doudi', {
  '1': ['公务员', 'Civil servant'],
  '2': ['事业', 'Public institution'],
  '3': ['国企', 'State-owned enterprise'],
  '4': ['村(社区)干部', 'Village or community official'],
  '5': ['公益岗', 'Public-welfare post'],
  '6': ['离退休', 'Retired'],
});

export const clVet: CodeList = list('CL_VET', 'doudi', {
  '1': ['伤残', 'Disabled veteran'],
  '2': ['三属', 'Bereaved family'],
  '3': ['在乡复员', 'Demobilised, living in the countryside'],
  '4': ['带病回乡', 'Returned ill'],
  '5': ['参战参试', 'War or test participant'],
  '6': ['60岁农村籍', 'Rural veteran aged 60'],
});

export const clWorker: CodeList = list('CL_WORKER', 'doudi', {
  '1': ['深度困难', 'Deep hardship'],
  '2': ['相对困难', 'Relative hardship'],
  '3': ['意外致困', 'Hardship after an accident'],
});

export const clUtil: CodeList = list('CL_UTIL', 'doudi', {
  '1': ['电', 'Electricity'],
  '2': ['水', 'Water'],
  '3': ['气', 'Gas'],
  '4': ['通信', 'Telephone'],
});

export const clPayres: CodeList = list('CL_PAYRES', 'doudi', {
  '1': ['成功', 'Paid'],
  '2': ['失败', 'Failed'],
  '3': ['处理中', 'In progress'],
});

export const clBankret: CodeList = list('CL_BANKRET', 'doudi', {
  B01: ['账号不存在', 'Account does not exist'],
  B02: ['户名与账号不符', 'Name and account do not match'],
  B03: ['账户已销户', 'Account closed'],
  B04: ['账户冻结/止付', 'Account frozen or payment stopped'],
  B05: ['睡眠户/长期不动户', 'Dormant account'],
  B06: ['证件过期账户受限', 'Restricted: document expired'],
  B07: ['非本行/账户类别不支持', 'Other bank or unsupported kind of account'],
  B08: ['身份证号与账户开户证件不一致', "Identity differs from the account's document"],
  B09: ['金额超限', 'Amount above the limit'],
  B10: ['重复记录', 'Duplicate record'],
  B11: ['收款人已死亡标识', 'Payee marked as dead'],
  B12: ['行内系统处理失败可重发', 'Bank system failure, may be sent again'],
  B13: ['社保卡未激活金融功能', 'Social security card not activated for payments'],
  B99: ['其他', 'Other'],
});

export const clChan: CodeList = list(
  'CL_CHAN',
  'doudi',
  {
    '1': ['12345', '12345 hotline'],
    '2': ['12349/救助热线', '12349 or assistance hotline'],
    '3': ['信访', 'Petition office'],
    '4': ['小程序', 'Mini program'],
    '5': ['村级上报', 'Reported by the village'],
    '6': ['媒体', 'Media'],
  },
  { aliases: { 政务服务热线: '1' } },
);

export const clDemand: CodeList = list('CL_DEMAND', 'doudi', {
  '1': ['申请咨询', 'Question about applying'],
  '2': ['漏保反映', 'Reported as not covered'],
  '3': ['错保举报', 'Reported as wrongly covered'],
  '4': ['发放异常', 'Payment problem'],
  '5': ['服务态度', 'Complaint about service'],
  '6': ['急难求助', 'Urgent call for help'],
});

export const clIdType: CodeList = list(
  'CL_ID_TYPE',
  'GA/T 517',
  {
    '111': ['居民身份证', 'Resident identity card'],
    '112': ['临时居民身份证', 'Temporary resident identity card'],
    '113': ['户口簿', 'Household register'],
    '414': ['护照', 'Passport'],
    '511': ['台湾居民居住证', 'Residence permit, Taiwan residents'],
    '516': ['港澳居民居住证', 'Residence permit, Hong Kong and Macao residents'],
    '553': ['外国人永久居留身份证', "Foreigner's permanent residence card"],
    '999': ['其他', 'Other'],
  },
  { aliases: { 身份证: '111', 第二代居民身份证: '111', 临时身份证: '112' } },
);

export const clOperation: CodeList = list('CL_OPERATION', 'doudi', {
  I: ['新增', 'Inserted'],
  U: ['更新', 'Updated'],
  D: ['删除', 'Deleted'],
});
