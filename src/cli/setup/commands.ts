import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run, RunWords } from '../context.ts';
import { countOption, portOption } from '../options/option-values.ts';

const usualPort = 4010;
const usualDemoSpeed = 40;

const installing = `
To install it:
  bash  voicebot completion bash > ~/.local/share/bash-completion/completions/voicebot
        or in ~/.bashrc: source <(voicebot completion bash)
  zsh   voicebot completion zsh > "\${fpath[1]}/_voicebot"
        or in ~/.zshrc, after compinit: source <(voicebot completion zsh)
  fish  voicebot completion fish > ~/.config/fish/completions/voicebot.fish
Then open a new shell. Do it again after an update.`;

export function addInitCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('init')
    .description('set up a profile: the API key, the number to call from, the agent, the time zone')
    .option('--api-key-stdin', 'read the API key from standard input')
    .option('--from <number>', 'the number to call from')
    .option('--agent <id>', 'the agent that makes the calls')
    .option('--timezone <zone>', 'IANA name of the zone that your times are in')
    .option('--country <code>', 'how numbers without + are read, such as AU')
    .option('--no-check', 'do not ask Retell whether key, number and agent are right')
    .action((options) => run(async (context) => (await import('./init.ts')).init(context, options)));
}

export function addConfigCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('config')
    .description('show every setting and where it comes from, secrets masked')
    .action(() => run(async (context) => (await import('./config.ts')).showConfig(context)));
}

export function addDoctorCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('doctor')
    .description('look for what would keep calls from being placed, and say what to do')
    .action(() => run(async (context) => (await import('./doctor.ts')).doctor(context)));
}

export function addBackupCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('backup')
    .description('write a consistent copy of the database, also while calls are being placed')
    .argument('<file>', 'a new file; to restore, put it where `voicebot config` says the database is')
    .action((file) => run(async (context) => (await import('./backup.ts')).backup(context, file)));
}

export function addDemoCommand(program: CommandUnknownOpts, run: Run, runWords: RunWords): void {
  program
    .command('demo')
    .description('the whole job in under a minute, on a throw-away database against the simulator')
    .option('--speed <n>', 'how many times faster than life', countOption, usualDemoSpeed)
    .action(({ speed }) =>
      run(async (context) => (await import('./demo.ts')).demo(context, runWords, speed)),
    );
}

export function addSimulatorCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('simulator')
    .description('a stand-in for Retell on this machine, where no real phone rings')
    .option('--port <n>', 'the port to listen on; 0 for any that is free', portOption, usualPort)
    .option('--seed <n>', 'the same seed and requests give the same calls', countOption)
    .option('--speed <n>', 'calls go by so many times faster than life', countOption, 1)
    .action((options) => run(async (context) => (await import('./simulator.ts')).simulate(context, options)));
}

export function addCompletionCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('completion')
    .description('print what makes a shell complete voicebot commands')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', installing)
    .action((shell) =>
      run(async (context) =>
        (await import('../completion/completion.ts')).printScript(context, program, shell),
      ),
    );
}
