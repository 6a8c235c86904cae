import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { record } from './recording.js';
import { start } from './world.js';

const within = { timeout: 60_000 }; // only what hangs takes so long
let world;
let browser;
let page;
let mistakes;

before(async () => {
  [world, browser] = await Promise.all([
    start(),
    chromium.launch({ executablePath: process.env.PBX_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] }),
  ]);
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await world?.stop();
});

beforeEach(async () => {
  await page?.close();
  mistakes = [];
  page = await browser.newPage({ reducedMotion: 'reduce' });
  page.on('pageerror', error => mistakes.push(error.message));
  page.on('request', request => request.url().startsWith(world.page) || mistakes.push(`asked ${request.url()}`));
  await page.goto(world.page);
});

test('A_caller_dials_the_main_number_presses_1_and_talks_with_Anna', within, async () => {
  const caller = phone('Caller');
  const anna = phone('Anna');

  await step('Call the main number');
  await caller.getByRole('button', { name: 'Call', exact: true }).click();
  await caller.locator('.said', { hasText: 'Welcome to Sample Bicycles' }).waitFor();
  await step('Press 1');

  await caller.getByRole('button', { name: '1', exact: true }).click();
  await in_(anna, 'ringing');
  await step('Answer');
  assert.match(await anna.locator('.who').textContent(), /^Sales .*31612345678/);

  await anna.getByRole('button', { name: 'Answer' }).click();
  await caller.locator('.who', { hasText: /^Anna$/ }).waitFor();
  await anna.locator('.who', { hasText: /^Caller$/ }).waitFor();
  await in_(caller, 'talking');
  await in_(anna, 'talking');
  await step('You are through');

  await anna.getByRole('button', { name: 'Hang up' }).click();
  await in_(anna, 'idle');
  await in_(caller, 'idle');
  assert.equal(await caller.locator('.state .word').textContent(), 'Ready');
  assert.deepEqual(mistakes, []);
});

test('It_works_by_keyboard_alone_and_tells_a_listener_what_is_heard', within, async () => {
  const caller = phone('Caller');

  const field = caller.getByRole('textbox', { name: 'Number that Caller dials' });
  await field.fill('+31 20 555 0102');
  await field.press('Enter');
  await caller.locator('.announced', { hasText: 'We are open from Monday' }).waitFor({ state: 'attached' });

  await caller.getByRole('button', { name: 'Hang up' }).press('Enter');
  await in_(caller, 'idle');
  assert.deepEqual(mistakes, []);
});

test('What_cannot_be_done_is_said_in_words_at_the_phone', within, async () => {
  const caller = phone('Caller');

  const field = caller.getByRole('textbox', { name: 'Number that Caller dials' });
  await field.fill('+31205559999');
  await field.press('Enter');

  await caller.getByRole('alert').filter({ hasText: '+31205559999 is not a number of the resource' }).waitFor();
  assert.deepEqual(mistakes, []);
});

test('The_clock_the_weather_and_the_behaviour_of_a_phone_can_be_set_and_a_reset_forgets_them', within, async () => {
  await page.getByRole('button', { name: 'Manual' }).click();
  await page.getByRole('button', { name: '+30 s' }).waitFor();
  const before = await page.locator('#now').getAttribute('datetime');
  await page.getByRole('button', { name: '+30 s' }).click();
  await page.waitForFunction(then => Date.parse(document.getElementById('now').dateTime) === Date.parse(then) + 30_000, before);
  await page.getByRole('button', { name: 'Real time' }).click();
  await page.getByRole('button', { name: '+30 s' }).waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Fair weather' }).click();
  await page.getByRole('slider', { name: /Sent twice/ }).fill('50');
  await page.getByRole('button', { name: '50 % twice' }).waitFor();
  await page.getByRole('button', { name: 'Fair weather again' }).click();
  await page.keyboard.press('Escape');

  await phone('Anna').getByLabel('When it rings').selectOption('busy');
  await phone('Anna').locator('.word', { hasText: 'Busy' }).waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await phone('Anna').locator('.word', { hasText: 'Ready' }).waitFor();
  assert.deepEqual(mistakes, []);
});

test('What_a_phone_heard_and_what_was_recorded_can_be_listened_to', within, async () => {
  const caller = phone('Caller');
  await caller.getByRole('button', { name: 'Opening hours' }).click();
  await caller.locator('.said', { hasText: 'We are open' }).waitFor();

  const { id } = await record(world.page, await callConnectionId());
  await page.getByRole('button', { name: /^Recordings/ }).locator('.count', { hasText: '1' }).waitFor();
  await caller.getByRole('button', { name: 'Hang up' }).click();
  await in_(caller, 'idle');
  await page.getByRole('button', { name: /^Recordings/ }).click();
  await page.locator('.recordings .who', { hasText: 'Caller' }).waitFor();
  const recording = await lasts(page.getByLabel('Recording of Caller'), id);
  await page.keyboard.press('Escape');
  await caller.locator('.history summary').click();
  const heard = await lasts(caller.getByLabel('What Caller heard'), '/audio');

  assert.ok(recording > 0, `The recording lasts ${recording} s.`);
  assert.ok(heard >= recording, `${heard} s were heard and ${recording} s recorded.`);
  assert.deepEqual(mistakes, []);
});

// How long a player says that its sound lasts, after it has fetched it.
const lasts = async (player, source) => {
  await player.waitFor();
  return player.evaluate((audio, source) => new Promise((resolve, reject) => {
    audio.onloadedmetadata = () => resolve(audio.duration);
    audio.onerror = () => reject(new Error(`${audio.src}: ${audio.error.message}`));
    audio.preload = 'metadata';
    audio.load();
    if (!audio.src.includes(source)) {
      reject(new Error(`It would play ${audio.src}.`));
    }
  }), source);
};

const callConnectionId = async () => (await (await fetch(`${world.page}sim/calls`)).json()).at(-1).callConnectionId;

const phone = name => page.getByRole('article', { name, exact: true });

const in_ = (which, state) => which.and(page.locator(`[data-state=${state}]`)).waitFor();

const step = words => page.locator('[aria-current=step]', { hasText: words }).waitFor();
