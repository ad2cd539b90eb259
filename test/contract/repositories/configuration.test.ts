import assert from 'node:assert/strict';
import { z } from 'zod';
import { flowIdSchema, promptIdSchema, ruleIdSchema } from '../../../src-main/contract/ids.ts';
import { flowDefinitionSchema, welcomeFlow } from '../../../src-main/services/ivr/index.ts';
import { nextStepSchema, ruleMatchSchema, welcomeRule } from '../../../src-main/services/routing/index.ts';
import { FlowsRepository } from '../../../src-main/storage/repositories/flows.ts';
import { InboundRulesRepository } from '../../../src-main/storage/repositories/inbound-rules.ts';
import { PromptsRepository, type StoredPrompt } from '../../../src-main/storage/repositories/prompts.ts';
import { SettingsRepository } from '../../../src-main/storage/repositories/settings.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

for (const kind of databaseKinds) {
  describe(`rules, flows, prompts and settings in ${kind.name}`, () => {
    let opened: TestDatabase;
    beforeEach(async () => {
      opened = await kind.open();
    });
    afterEach(() => opened.remove());

    it('gives rules back in order of position, puts one in the place of the old one, and removes it', async () => {
      const schemas = { match: ruleMatchSchema, next: nextStepSchema };
      const rules = new InboundRulesRepository(opened.database.query, schemas);
      const night = {
        ...welcomeRule,
        ruleId: ruleIdSchema.parse('night'),
        position: 0,
        enabled: false,
        match: { trunkNos: [1, 2], hours: { weekdays: [1, 2], from: '18:00', to: '08:00' } },
      };
      await rules.save(welcomeRule);
      await rules.save(night);
      assert.deepEqual(await rules.all(), [night, welcomeRule]);
      await rules.save({ ...night, position: 2, next: { kind: 'hangUp', how: 'reject' } });
      assert.deepEqual(await rules.all(), [
        welcomeRule,
        { ...night, position: 2, next: { kind: 'hangUp', how: 'reject' } },
      ]);
      await rules.remove(night.ruleId);
      assert.deepEqual(await rules.all(), [welcomeRule]);
    });

    it('gives a flow back as it was and refuses one that the schema does not know', async () => {
      const flows = new FlowsRepository(opened.database.query, flowDefinitionSchema);
      await flows.save({ ...welcomeFlow, title: 'old' });
      await flows.save(welcomeFlow);
      assert.deepEqual(await flows.byId(welcomeFlow.flowId), welcomeFlow);
      assert.deepEqual(await flows.all(), [welcomeFlow]);
      assert.equal(await flows.byId(flowIdSchema.parse('none')), undefined);
      await opened.database.query.updateTable('flows').set({ definition_json: '{"start":"x","nodes":{}}' }).execute();
      await assert.rejects(flows.byId(welcomeFlow.flowId), /x, which is not there/);
      await opened.database.query.updateTable('flows').set({ definition_json: 'no json' }).execute();
      await assert.rejects(flows.all(), /is no JSON/);
    });

    it('keeps a prompt once a language', async () => {
      const prompts = new PromptsRepository(opened.database.query);
      const chinese: StoredPrompt = {
        promptId: promptIdSchema.parse('welcome'),
        language: 'zh-CN',
        title: '欢迎',
        path: 'prompts/zh-CN/welcome.wav',
        lengthMs: 2_000,
      };
      const english: StoredPrompt = { ...chinese, language: 'en', path: 'prompts/en/welcome.wav' };
      for (const prompt of [{ ...chinese, title: 'old' }, english, chinese]) await prompts.save(prompt);
      assert.deepEqual(await prompts.all(), [english, chinese]);
    });

    it('keeps settings under their names, each parsed by who asks', async () => {
      const settings = new SettingsRepository(opened.database.query);
      assert.equal(await settings.read('volume', z.number()), undefined);
      await settings.write('volume', 3);
      await settings.write('volume', 4);
      await settings.write('names', { a: 'b' });
      assert.equal(await settings.read('volume', z.number()), 4);
      assert.deepEqual(await settings.read('names', z.record(z.string(), z.string())), { a: 'b' });
      await assert.rejects(settings.read('names', z.number()), z.ZodError);
    });
  });
}
