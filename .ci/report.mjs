// Reads a test report, CTRF (xUnit) or Vitest's JSON: prints "passed failed skipped" and adds what failed,
// by name and with the start of its message, to the file named second.
import { appendFileSync, readFileSync } from 'node:fs';

const [path, failures] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8'));

function ofXunit({ summary, tests }) {
    return {
        counts: [summary.passed, summary.failed + summary.other, summary.skipped + summary.pending],
        failed: tests.filter(test => test.status === 'failed' || test.status === 'other')
            .map(({ name, message, trace }) => ({ name, said: `${message ?? ''}\n${trace ?? ''}` })),
    };
}

function ofVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
    return {
        counts: [numPassedTests, numFailedTests, numPendingTests + numTodoTests],
        failed: testResults.flatMap(file => file.assertionResults)
            .filter(test => test.status === 'failed')
            .map(test => ({ name: test.fullName, said: test.failureMessages.join('\n') })),
    };
}

const { counts, failed } = report.results ? ofXunit(report.results) : ofVitest(report);
for (const { name, said } of failed)
    appendFileSync(failures, `${name}\n${said.slice(0, 2000).trimEnd().replace(/^/gm, '    ')}\n`);
console.log(...counts);
