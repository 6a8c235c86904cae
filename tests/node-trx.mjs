// Reports a run of node's test runner as Visual Studio's test results (trx), which ./pbx test reads from all suites.

import { basename } from 'node:path';

const suite = basename(process.cwd());
const escape = text => String(text).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]).replace(/[^\P{Cc}\t\n\r]/gu, '');

export default async function* trx(events) {
  const start = new Date().toISOString();
  const results = [];
  const definitions = [];
  for await (const { type, data } of events) {
    // A file counts as a test of its own only when it could not be run.
    if (type !== 'test:pass' && (type !== 'test:fail' || data.details?.error?.failureType === 'subtestsFailed')) {
      continue;
    }

    if (data.details?.type === 'suite') {
      continue;
    }

    const id = results.length + 1;
    const outcome = data.skip !== undefined || data.todo !== undefined ? 'NotExecuted' : type === 'test:pass' ? 'Passed' : 'Failed';
    const error = data.details?.error;
    const message = outcome === 'Failed' ? `<Output><ErrorInfo><Message>${escape(error?.cause?.stack ?? error?.cause ?? error?.message ?? 'It failed.')}</Message></ErrorInfo></Output>` : '';
    results.push(`<UnitTestResult testId="${id}" testName="${escape(data.name)}" outcome="${outcome}">${message}</UnitTestResult>`);
    definitions.push(`<UnitTest id="${id}"><TestMethod className="${suite}" name="${escape(data.name)}"/></UnitTest>`);
  }

  yield `<?xml version="1.0" encoding="utf-8"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times start="${start}" finish="${new Date().toISOString()}"/>
<Results>${results.join('\n')}</Results>
<TestDefinitions>${definitions.join('\n')}</TestDefinitions>
</TestRun>
`;
}
