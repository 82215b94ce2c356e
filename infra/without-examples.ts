/**
 * Leaves the examples of rules out of bundles: they run as tests and are never read at run time. The property stays, empty, so that
 * a rule has the same shape everywhere; everything only examples used is then dropped by the bundler.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

export const withoutExamples: Plugin = {
  name: 'without-examples',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]shared[\\/]rules[\\/][\w-]+\.ts$/ }, ({ path }) => ({
      contents: emptyExamples(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** The source with every `examples` of a `defineRule({ … })` emptied. */
export function emptyExamples(source: string): string {
  if (!source.includes('defineRule')) return source;
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.ESNext, true);
  const found: ts.PropertyAssignment[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'defineRule') {
      const [definition] = node.arguments;
      if (definition !== undefined && ts.isObjectLiteralExpression(definition)) {
        found.push(
          ...definition.properties
            .filter(ts.isPropertyAssignment)
            .filter((entry) => entry.name.getText(file) === 'examples'),
        );
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.reduceRight(
    (text, { initializer }) => `${text.slice(0, initializer.getStart(file))}[]${text.slice(initializer.end)}`,
    source,
  );
}
