import { describe } from 'vitest';
import { errorRules } from '../../shared/rules/error-rules.ts';
import { runExamples } from './run-examples.ts';

describe('error rules', () => runExamples(errorRules));
