/**
 * Code lists of the catalogue (handbook §1, `CL_*`): national standards where one exists, otherwise the project's own codes.
 * A file may give the code or its Chinese label; the row always holds the code.
 */
import type { Text } from './define.ts';

export interface CodeList {
  /** Name in the handbook, e.g. `CL_SEX`. */
  readonly name: string;
  /** Standard or origin of the codes. */
  readonly source: string;
  /** Codes with their labels. An `open` list accepts any text of its pattern (regions). */
  readonly values: Readonly<Record<string, Text>>;
  readonly pattern?: RegExp;
}

const list = (
  name: string,
  source: string,
  values: Record<string, [zh: string, en: string]>,
  pattern?: RegExp,
): CodeList => ({
  name,
  source,
  values: Object.fromEntries(Object.entries(values).map(([code, [zh, en]]) => [code, { zh, en }])),
  ...(pattern ? { pattern } : {}),
});

export const clSex: CodeList = list('CL_SEX', 'GB/T 2261.1', {
  '0': ['未知', '未知'],
  '1': ['男', '男'],
  '2': ['女', '女'],
  '9': ['未说明', '未说明'],
});

export const clNation: CodeList = list('CL_NATION', 'GB/T 3304 numeric', {
  '01': ['汉', '汉'],
  '02': ['蒙古', '蒙古'],
  '03': ['回', '回'],
  '05': ['维吾尔', '维吾尔'],
  '06': ['苗', '苗'],
  '07': ['彝', '彝'],
  '08': ['壮', '壮'],
  '09': ['布依', '布依'],
  '12': ['侗', '侗'],
  '13': ['瑶', '瑶'],
  '14': ['白', '白'],
  '15': ['土家', '土家'],
  '22': ['畲', '畲'],
  '25': ['水', '水'],
  '32': ['仫佬', '仫佬'],
  '33': ['羌', '羌'],
  '36': ['毛南', '毛南'],
  '37': ['仡佬', '仡佬'],
  '97': ['其他', '其他'],
  '98': ['外国血统', '外国血统'],
});

export const clRel: CodeList = list('CL_REL', 'GB/T 4761-2008 two-digit', {
  '01': ['本人', '本人'],
  '02': ['户主', '户主'],
  '10': ['配偶', '配偶'],
  '11': ['夫', '夫'],
  '12': ['妻', '妻'],
  '20': ['子', '子'],
  '30': ['女', '女'],
  '40': ['孙子女', '孙子女'],
  '50': ['父母', '父母'],
  '51': ['父', '父'],
  '52': ['母', '母'],
  '60': ['祖父母', '祖父母'],
  '70': ['兄弟姐妹', '兄弟姐妹'],
  '80': ['其他', '其他'],
});

export const clMarital: CodeList = list('CL_MARITAL', 'GB/T 2261.2', {
  '10': ['未婚', '未婚'],
  '20': ['已婚', '已婚'],
  '21': ['初婚', '初婚'],
  '22': ['再婚', '再婚'],
  '23': ['复婚', '复婚'],
  '30': ['丧偶', '丧偶'],
  '40': ['离婚', '离婚'],
  '90': ['未说明', '未说明'],
});

export const clRegion: CodeList = list('CL_REGION', 'handbook §1', {}, /^\d{6}(\d{3}|\d{6})?$/);

export const clHukou: CodeList = list('CL_HUKOU', 'handbook §1', {
  '1': ['家庭户', '家庭户'],
  '2': ['集体户', '集体户'],
});

export const clHknat: CodeList = list('CL_HKNAT', 'handbook §1', {
  '01': ['农业', '农业'],
  '02': ['非农业', '非农业'],
  '09': ['其他(TZ', '其他(TZ'],
});

export const clDereg: CodeList = list('CL_DEREG', 'handbook §1', {
  '01': ['死亡', '死亡'],
  '02': ['迁出市/省', '迁出市/省'],
  '03': ['出国定居', '出国定居'],
  '04': ['参军', '参军'],
  '05': ['重复户口', '重复户口'],
  '06': ['宣告失踪/死亡', '宣告失踪/死亡'],
  '99': ['其他', '其他'],
});

export const clTraveldoc: CodeList = list('CL_TRAVELDOC', 'handbook §1', {
  '1': ['护照', '护照'],
  '2': ['港澳通行证', '港澳通行证'],
  '3': ['台湾通行证', '台湾通行证'],
});

export const clExitpurp: CodeList = list('CL_EXITPURP', 'handbook §1', {
  '1': ['旅游', '旅游'],
  '2': ['务工', '务工'],
  '3': ['探亲', '探亲'],
  '4': ['留学', '留学'],
  '5': ['商务', '商务'],
  '9': ['其他', '其他'],
});

export const clPlate: CodeList = list('CL_PLATE', 'GA/T 16.7', {
  '01': ['大型', '大型'],
  '02': ['小型', '小型'],
  '07': ['普通摩托', '普通摩托'],
  '15': ['挂车', '挂车'],
  '51': ['大型新能源', '大型新能源'],
  '52': ['小型新能源', '小型新能源'],
});

export const clVehtype: CodeList = list('CL_VEHTYPE', 'GA 802', {
  K: ['客车', '客车'],
  H: ['货车', '货车'],
  M: ['摩托', '摩托'],
  N: ['三轮', '三轮'],
  T: ['拖拉机类', '拖拉机类'],
});

export const clVehuse: CodeList = list('CL_VEHUSE', 'handbook §1', {
  A: ['非营运', '非营运'],
  B: ['公路客运', '公路客运'],
  C: ['公交', '公交'],
  D: ['出租', '出租'],
  E: ['旅游', '旅游'],
  F: ['货运', '货运'],
  G: ['租赁', '租赁'],
});

export const clVehstat: CodeList = list('CL_VEHSTAT', 'handbook §1', {
  A: ['正常', '正常'],
  B: ['转出', '转出'],
  C: ['被盗抢', '被盗抢'],
  E: ['注销', '注销'],
  G: ['违法未处理', '违法未处理'],
  M: ['达到报废', '达到报废'],
  P: ['强制报废', '强制报废'],
});

export const clEnergy: CodeList = list('CL_ENERGY', 'handbook §1', {
  A: ['汽油', '汽油'],
  B: ['柴油', '柴油'],
  C: ['电', '电'],
  O: ['混动', '混动'],
});

export const clAccident: CodeList = list('CL_ACCIDENT', 'handbook §1', {
  '1': ['交通事故', '交通事故'],
  '2': ['火灾', '火灾'],
  '3': ['溺水', '溺水'],
  '4': ['工伤', '工伤'],
  '9': ['其他', '其他'],
});

export const clCasualty: CodeList = list('CL_CASUALTY', 'handbook §1', {
  '1': ['死亡', '死亡'],
  '2': ['重伤', '重伤'],
  '3': ['轻伤', '轻伤'],
  '4': ['仅财损', '仅财损'],
});

export const clLiab: CodeList = list('CL_LIAB', 'handbook §1', {
  '1': ['全责', '全责'],
  '2': ['主责', '主责'],
  '3': ['同责', '同责'],
  '4': ['次责', '次责'],
  '5': ['无责', '无责'],
});

export const clCustody: CodeList = list('CL_CUSTODY', 'handbook §1', {
  '1': ['监狱服刑', '监狱服刑'],
  '2': ['看守所', '看守所'],
  '3': ['强制隔离戒毒', '强制隔离戒毒'],
  '4': ['社区矫正', '社区矫正'],
});

export const clCourt: CodeList = list('CL_COURT', 'handbook §1', {
  '1': ['司法救助', '司法救助'],
  '2': ['被执行人', '被执行人'],
  '3': ['失信', '失信'],
  '4': ['宣告失踪/死亡', '宣告失踪/死亡'],
  '5': ['抚养费判决', '抚养费判决'],
});

export const clCasestat: CodeList = list('CL_CASESTAT', 'handbook §1', {
  '1': ['在办', '在办'],
  '2': ['终本', '终本'],
  '3': ['结案', '结案'],
});

export const clBurial: CodeList = list('CL_BURIAL', 'handbook §1', {
  '1': ['火化', '火化'],
  '2': ['土葬', '土葬'],
});

export const clMarreg: CodeList = list('CL_MARREG', 'handbook §1', {
  '1': ['结婚', '结婚'],
  '2': ['离婚', '离婚'],
  '3': ['补领', '补领'],
  '4': ['撤销', '撤销'],
});

export const clAssist: CodeList = list('CL_ASSIST', 'handbook §1', {
  '01': ['城市低保', '城市低保'],
  '02': ['农村低保', '农村低保'],
  '03': ['城市特困', '城市特困'],
  '04': ['农村特困', '农村特困'],
  '05': ['低保边缘', '低保边缘'],
  '06': ['刚性支出', '刚性支出'],
  '07': ['临时救助', '临时救助'],
  '08': ['其他困难', '其他困难'],
});

export const clCover: CodeList = list('CL_COVER', 'handbook §1', {
  '1': ['在保', '在保'],
  '2': ['渐退期', '渐退期'],
  '3': ['暂停', '暂停'],
  '4': ['终止', '终止'],
  '5': ['申请中', '申请中'],
});

export const clChild: CodeList = list('CL_CHILD', 'handbook §1', {
  '1': ['孤儿', '孤儿'],
  '2': ['事实无人抚养', '事实无人抚养'],
  '3': ['困境', '困境'],
  '4': ['农村留守', '农村留守'],
  '5': ['流动', '流动'],
});

export const clPlacement: CodeList = list('CL_PLACEMENT', 'handbook §1', {
  '1': ['社会散居', '社会散居'],
  '2': ['机构养育', '机构养育'],
});

export const clAllow: CodeList = list('CL_ALLOW', 'handbook §1', {
  '01': ['困难残疾人生活补贴', '困难残疾人生活补贴'],
  '02': ['重度残疾人护理补贴', '重度残疾人护理补贴'],
  '03': ['高龄津贴', '高龄津贴'],
  '04': ['养老服务补贴', '养老服务补贴'],
});

export const clSorg: CodeList = list('CL_SORG', 'handbook §1', {
  '1': ['社会团体', '社会团体'],
  '2': ['民办非企业', '民办非企业'],
  '3': ['基金会', '基金会'],
});

export const clCert: CodeList = list('CL_CERT', 'handbook §1', {
  '1': ['出生', '出生'],
  '2': ['死亡', '死亡'],
});

export const clDisease: CodeList = list('CL_DISEASE', 'ICD-10 + local catalogue [OK]', {
  '01': ['恶性肿瘤', '恶性肿瘤'],
  '02': ['终末期肾病', '终末期肾病'],
  '03': ['重大器官移植', '重大器官移植'],
  '04': ['急性心肌梗死', '急性心肌梗死'],
  '05': ['脑卒中后遗症', '脑卒中后遗症'],
  '06': ['严重精神障碍', '严重精神障碍'],
  '07': ['血友病', '血友病'],
  '08': ['再生障碍性贫血', '再生障碍性贫血'],
  '09': ['罕见病', '罕见病'],
  '10': ['耐多药结核', '耐多药结核'],
  '11': ['艾滋病机会感染', '艾滋病机会感染'],
  '12': ['儿童先天性心脏病', '儿童先天性心脏病'],
  '13': ['儿童白血病', '儿童白血病'],
  '19': ['其他重特大疾病', '其他重特大疾病'],
  '90': ['一般疾病', '一般疾病'],
});

export const clHosp: CodeList = list('CL_HOSP', 'handbook §1', {
  '1': ['三级', '三级'],
  '2': ['二级', '二级'],
  '3': ['一级', '一级'],
  '4': ['未定级', '未定级'],
});

export const clMedins: CodeList = list('CL_MEDINS', 'handbook §1', {
  '1': ['职工', '职工'],
  '2': ['城乡居民', '城乡居民'],
  '3': ['未参保', '未参保'],
});

export const clMedaid: CodeList = list('CL_MEDAID', 'handbook §1', {
  '1': ['资助参保', '资助参保'],
  '2': ['门诊救助', '门诊救助'],
  '3': ['住院救助', '住院救助'],
  '4': ['倾斜救助', '倾斜救助'],
  '5': ['长护险', '长护险'],
});

export const clInsstat: CodeList = list('CL_INSSTAT', 'handbook §1', {
  '1': ['正常', '正常'],
  '2': ['暂停', '暂停'],
  '3': ['终止', '终止'],
});

export const clDistype: CodeList = list('CL_DISTYPE', 'GB/T 26341', {
  '1': ['视力', '视力'],
  '2': ['听力', '听力'],
  '3': ['言语', '言语'],
  '4': ['肢体', '肢体'],
  '5': ['智力', '智力'],
  '6': ['精神', '精神'],
  '7': ['多重', '多重'],
});

export const clDislvl: CodeList = list('CL_DISLVL', 'handbook §1', {
  '1': ['一级', '一级'],
  '2': ['二级', '二级'],
  '3': ['三级', '三级'],
  '4': ['四级', '四级'],
});

export const clCardstat: CodeList = list('CL_CARDSTAT', 'handbook §1', {
  '1': ['有效', '有效'],
  '2': ['过期', '过期'],
  '3': ['注销', '注销'],
  '4': ['死亡注销', '死亡注销'],
  '5': ['迁出', '迁出'],
});

export const clDisserv: CodeList = list('CL_DISSERV', 'handbook §1', {
  '1': ['康复训练', '康复训练'],
  '2': ['辅具', '辅具'],
  '3': ['手术', '手术'],
  '4': ['托养', '托养'],
  '5': ['燃油补贴', '燃油补贴'],
});

export const clSikind: CodeList = list('CL_SIKIND', 'handbook §1', {
  '110': ['企业养老', '企业养老'],
  '120': ['机关养老', '机关养老'],
  '170': ['居民养老', '居民养老'],
  '210': ['失业', '失业'],
  '310': ['职工医保', '职工医保'],
  '390': ['居民医保', '居民医保'],
  '410': ['工伤', '工伤'],
});

export const clPaystat: CodeList = list('CL_PAYSTAT', 'handbook §1', {
  '1': ['正常', '正常'],
  '2': ['欠缴', '欠缴'],
  '3': ['封存', '封存'],
  '4': ['销户', '销户'],
});

export const clPension: CodeList = list('CL_PENSION', 'handbook §1', {
  '1': ['职工养老', '职工养老'],
  '2': ['居民养老', '居民养老'],
  '3': ['机关养老', '机关养老'],
  '4': ['遗属', '遗属'],
  '5': ['工伤', '工伤'],
  '6': ['失地农民', '失地农民'],
});

export const clUnemp: CodeList = list('CL_UNEMP', 'handbook §1', {
  '1': ['单位解除', '单位解除'],
  '2': ['合同期满', '合同期满'],
  '3': ['单位破产', '单位破产'],
  '4': ['本人辞职', '本人辞职'],
  '5': ['被辞退', '被辞退'],
  '9': ['其他', '其他'],
});

export const clEmpform: CodeList = list('CL_EMPFORM', 'handbook §1', {
  '1': ['单位就业', '单位就业'],
  '2': ['灵活就业', '灵活就业'],
  '3': ['个体经营', '个体经营'],
  '4': ['公益岗', '公益岗'],
  '5': ['外出务工', '外出务工'],
  '6': ['自主创业', '自主创业'],
});

export const clSchool: CodeList = list('CL_SCHOOL', 'handbook §1', {
  '1': ['公办', '公办'],
  '2': ['民办普惠', '民办普惠'],
  '3': ['民办高收费', '民办高收费'],
  '4': ['境外/国际', '境外/国际'],
});

export const clStage: CodeList = list('CL_STAGE', 'handbook §1', {
  '1': ['学前', '学前'],
  '2': ['小学', '小学'],
  '3': ['初中', '初中'],
  '4': ['普高', '普高'],
  '5': ['中职', '中职'],
  '6': ['高职专科', '高职专科'],
  '7': ['本科', '本科'],
  '8': ['研究生', '研究生'],
});

export const clStustat: CodeList = list('CL_STUSTAT', 'handbook §1', {
  '1': ['在读', '在读'],
  '2': ['休学', '休学'],
  '3': ['毕业', '毕业'],
  '4': ['退学', '退学'],
  '5': ['辍学', '辍学'],
});

export const clStuaid: CodeList = list('CL_STUAID', 'handbook §1', {
  '1': ['国家助学金', '国家助学金'],
  '2': ['励志', '励志'],
  '3': ['学费减免', '学费减免'],
  '4': ['雨露计划', '雨露计划'],
  '5': ['助学贷款', '助学贷款'],
  '6': ['录取信息', '录取信息'],
});

export const clLanduse: CodeList = list('CL_LANDUSE', 'handbook §1', {
  '1': ['住宅', '住宅'],
  '2': ['商业', '商业'],
  '3': ['办公', '办公'],
  '4': ['工业', '工业'],
  '5': ['车位', '车位'],
  '9': ['其他', '其他'],
});

export const clHousenat: CodeList = list('CL_HOUSENAT', 'handbook §1', {
  '1': ['商品房', '商品房'],
  '2': ['房改房', '房改房'],
  '3': ['经适房', '经适房'],
  '4': ['自建房', '自建房'],
  '5': ['安置房', '安置房'],
  '6': ['小产权', '小产权'],
});

export const clCoown: CodeList = list('CL_COOWN', 'handbook §1', {
  '1': ['单独所有', '单独所有'],
  '2': ['共同共有', '共同共有'],
  '3': ['按份共有', '按份共有'],
});

export const clRight: CodeList = list('CL_RIGHT', 'handbook §1', {
  '1': ['现势', '现势'],
  '2': ['历史', '历史'],
  '3': ['查封', '查封'],
});

export const clContract: CodeList = list('CL_CONTRACT', 'handbook §1', {
  '1': ['已签', '已签'],
  '2': ['已备案', '已备案'],
  '3': ['撤销', '撤销'],
  '4': ['已办证', '已办证'],
});

export const clHsup: CodeList = list('CL_HSUP', 'handbook §1', {
  '1': ['公租房实物', '公租房实物'],
  '2': ['租赁补贴', '租赁补贴'],
  '3': ['危房改造', '危房改造'],
  '4': ['易地扶贫搬迁', '易地扶贫搬迁'],
  '5': ['保障性租赁', '保障性租赁'],
});

export const clDanger: CodeList = list('CL_DANGER', 'handbook §1', {
  A: ['A级', 'A级'],
  B: ['B级', 'B级'],
  C: ['C级', 'C级'],
  D: ['D级', 'D级'],
});

export const clEnttype: CodeList = list('CL_ENTTYPE', 'handbook §1', {
  '1': ['企业', '企业'],
  '2': ['个体工商户', '个体工商户'],
  '3': ['农民专业合作社', '农民专业合作社'],
  '4': ['个人独资', '个人独资'],
  '5': ['合伙', '合伙'],
  '6': ['社会组织', '社会组织'],
});

export const clRole: CodeList = list('CL_ROLE', 'handbook §1', {
  '1': ['法定代表人', '法定代表人'],
  '2': ['股东/投资人', '股东/投资人'],
  '3': ['董事', '董事'],
  '4': ['监事', '监事'],
  '5': ['高级管理人员', '高级管理人员'],
  '6': ['经营者', '经营者'],
  '7': ['合作社成员', '合作社成员'],
});

export const clEntstat: CodeList = list('CL_ENTSTAT', 'handbook §1', {
  '1': ['存续/在业', '存续/在业'],
  '2': ['吊销', '吊销'],
  '3': ['注销', '注销'],
  '4': ['迁出', '迁出'],
  '5': ['停业', '停业'],
  '6': ['简易注销中', '简易注销中'],
});

export const clTaxitem: CodeList = list('CL_TAXITEM', 'handbook §1', {
  '1': ['工资薪金', '工资薪金'],
  '2': ['劳务', '劳务'],
  '3': ['稿酬', '稿酬'],
  '4': ['特许权', '特许权'],
  '5': ['经营所得', '经营所得'],
  '6': ['利息股息', '利息股息'],
  '7': ['财产租赁', '财产租赁'],
  '8': ['财产转让', '财产转让'],
  '9': ['偶然', '偶然'],
});

export const clQresult: CodeList = list('CL_QRESULT', 'handbook §1', {
  '0': ['无信息', '无信息'],
  '1': ['有信息', '有信息'],
  '2': ['查询失败', '查询失败'],
  '3': ['身份不匹配', '身份不匹配'],
  '4': ['授权无效', '授权无效'],
});

export const clInsprod: CodeList = list('CL_INSPROD', 'handbook §1', {
  '1': ['重疾', '重疾'],
  '2': ['年金分红', '年金分红'],
  '3': ['万能投连', '万能投连'],
  '4': ['意外', '意外'],
  '5': ['车险', '车险'],
  '6': ['惠民保', '惠民保'],
});

export const clPolrole: CodeList = list('CL_POLROLE', 'handbook §1', {
  '1': ['投保人', '投保人'],
  '2': ['被保险人', '被保险人'],
  '3': ['受益人', '受益人'],
});

export const clPolstat: CodeList = list('CL_POLSTAT', 'handbook §1', {
  '1': ['有效', '有效'],
  '2': ['失效', '失效'],
  '3': ['退保', '退保'],
  '4': ['满期', '满期'],
});

export const clTrans: CodeList = list('CL_TRANS', 'handbook §1', {
  '1': ['营运客车', '营运客车'],
  '2': ['营运货车', '营运货车'],
  '3': ['出租', '出租'],
  '4': ['网约车', '网约车'],
  '5': ['内河船', '内河船'],
  '6': ['渔船', '渔船'],
  '7': ['从业资格', '从业资格'],
});

export const clMach: CodeList = list('CL_MACH', 'handbook §1', {
  '1': ['拖拉机', '拖拉机'],
  '2': ['收割机', '收割机'],
  '3': ['微耕机', '微耕机'],
  '4': ['烘干机', '烘干机'],
  '9': ['其他', '其他'],
});

export const clMonitor: CodeList = list('CL_MONITOR', 'handbook §1', {
  '1': ['脱贫不稳定', '脱贫不稳定'],
  '2': ['边缘易致贫', '边缘易致贫'],
  '3': ['突发严重困难', '突发严重困难'],
  '0': ['脱贫户', '脱贫户'],
});

export const clRisk: CodeList = list('CL_RISK', 'handbook §1', {
  '1': ['因病', '因病'],
  '2': ['因残', '因残'],
  '3': ['因学', '因学'],
  '4': ['因灾', '因灾'],
  '5': ['因意外', '因意外'],
  '6': ['缺劳动力', '缺劳动力'],
  '7': ['失业/务工不稳', '失业/务工不稳'],
  '8': ['产业失败', '产业失败'],
  '9': ['住房饮水', '住房饮水'],
  '99': ['其他', '其他'],
});

export const clAgrisub: CodeList = list('CL_AGRISUB', 'handbook §1', {
  '1': ['耕地地力', '耕地地力'],
  '2': ['农机购置', '农机购置'],
  '3': ['退耕还林', '退耕还林'],
  '4': ['生态护林员', '生态护林员'],
  '5': ['产业奖补', '产业奖补'],
  '6': ['种粮', '种粮'],
});

export const clDisaster: CodeList = list('CL_DISASTER', 'handbook §1', {
  '1': ['洪涝', '洪涝'],
  '2': ['旱', '旱'],
  '3': ['风雹', '风雹'],
  '4': ['地质', '地质'],
  '5': ['低温冰冻', '低温冰冻'],
  '6': ['地震', '地震'],
  '7': ['森林火', '森林火'],
});

export const clHdamage: CodeList = list('CL_HDAMAGE', 'handbook §1', {
  '1': ['倒塌', '倒塌'],
  '2': ['严重损坏', '严重损坏'],
  '3': ['一般损坏', '一般损坏'],
});

export const clPayroll: CodeList = list('CL_PAYROLL', 'handbook §1', {
  '1': ['公务员', '公务员'],
  '2': ['事业', '事业'],
  '3': ['国企', '国企'],
  '4': ['村(社区)干部', '村(社区)干部'],
  '5': ['公益岗', '公益岗'],
  '6': ['离退休', '离退休'],
});

export const clVet: CodeList = list('CL_VET', 'handbook §1', {
  '1': ['伤残', '伤残'],
  '2': ['三属', '三属'],
  '3': ['在乡复员', '在乡复员'],
  '4': ['带病回乡', '带病回乡'],
  '5': ['参战参试6', '参战参试6'],
  '60': ['岁农村籍', '岁农村籍'],
});

export const clWorker: CodeList = list('CL_WORKER', 'handbook §1', {
  '1': ['深度困难', '深度困难'],
  '2': ['相对困难', '相对困难'],
  '3': ['意外致困', '意外致困'],
});

export const clUtil: CodeList = list('CL_UTIL', 'handbook §1', {
  '1': ['电', '电'],
  '2': ['水', '水'],
  '3': ['气', '气'],
  '4': ['通信', '通信'],
});

export const clPayres: CodeList = list('CL_PAYRES', 'handbook §1', {
  '1': ['成功', '成功'],
  '2': ['失败', '失败'],
  '3': ['处理中', '处理中'],
});

export const clBankret: CodeList = list('CL_BANKRET', 'handbook §1', {
  B01: ['账号不存在', '账号不存在'],
  B02: ['户名与账号不符', '户名与账号不符'],
  B03: ['账户已销户', '账户已销户'],
  B04: ['账户冻结/止付', '账户冻结/止付'],
  B05: ['睡眠户/长期不动户', '睡眠户/长期不动户'],
  B06: ['证件过期账户受限', '证件过期账户受限'],
  B07: ['非本行/账户类别不支持', '非本行/账户类别不支持'],
  B08: ['身份证号与账户开户证件不一致', '身份证号与账户开户证件不一致'],
  B09: ['金额超限', '金额超限'],
  B10: ['重复记录', '重复记录'],
  B11: ['收款人已死亡标识', '收款人已死亡标识'],
  B12: ['行内系统处理失败可重发', '行内系统处理失败可重发'],
  B13: ['社保卡未激活金融功能', '社保卡未激活金融功能'],
  B99: ['其他', '其他'],
});

export const clChan: CodeList = list('CL_CHAN', 'handbook §1', {
  '1234': ['52', '52'],
  '12349': ['/救助热线', '/救助热线'],
  '3': ['信访', '信访'],
  '4': ['小程序', '小程序'],
  '5': ['村级上报', '村级上报'],
  '6': ['媒体', '媒体'],
});

export const clDemand: CodeList = list('CL_DEMAND', 'handbook §1', {
  '1': ['申请咨询', '申请咨询'],
  '2': ['漏保反映', '漏保反映'],
  '3': ['错保举报', '错保举报'],
  '4': ['发放异常', '发放异常'],
  '5': ['服务态度', '服务态度'],
  '6': ['急难求助', '急难求助'],
});

export const clIdType: CodeList = list('CL_ID_TYPE', 'handbook §1.2', {
  '111': ['居民身份证', '居民身份证'],
  '113': ['户口簿', '户口簿'],
  '414': ['护照', '护照'],
  '511': ['台湾居民居住证', '台湾居民居住证'],
  '516': ['港澳居民居住证', '港澳居民居住证'],
  '553': ['外国人永久居留身份证', '外国人永久居留身份证'],
  '999': ['其他', '其他'],
});

export const clOperation: CodeList = list('CL_OPERATION', 'handbook §1.2', {
  I: ['新增', '新增'],
  U: ['更新', '更新'],
  D: ['删除', '删除'],
});
