/** A progress bar on a terminal, a line per stage elsewhere. */
export interface Progress {
  stage(name: string, total: number): void;
  step(): void;
  end(): void;
}

const width = 30;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  let name = '';
  let total = 0;
  let done = 0;
  const draw = () => {
    if (!stream.isTTY || name === '') return;
    const filled = total === 0 ? width : Math.round((Math.min(done, total) / total) * width);
    stream.write(
      `\r${name.padEnd(10)} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.min(done, total)}/${total} `,
    );
  };
  const close = () => {
    if (name === '') return;
    stream.write(stream.isTTY ? '\n' : `${name}: ${Math.min(done, total)}/${total}\n`);
    name = '';
  };
  return {
    stage(next, of) {
      close();
      name = next;
      total = of;
      done = 0;
      draw();
    },
    step() {
      done += 1;
      draw();
    },
    end: close,
  };
}
