import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const openCasesConfig = z.object({
  CASES_TABLE: setting.name,
  JOURNAL_TABLE: setting.name,
});
