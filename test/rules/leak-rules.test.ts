/** The leak rules keep their examples, whatever the order in which rows arrive. */
import { leakRules } from '../../shared/rules/leak-rules.ts';
import { runExamples } from './run-examples.ts';

runExamples(leakRules);
