import * as z from 'zod';
import { setting } from '../../shared/runtime/config.ts';

export const projectConfig = z.object({
  CASES_TABLE: setting.name,
});
