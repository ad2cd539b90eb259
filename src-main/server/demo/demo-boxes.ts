import { boxSetupSchema } from '../../contract/voicemail.ts';
import type { VoicemailService } from '../../services/voicemail/index.ts';
import type { AccountsRepository } from '../../storage/repositories/accounts.ts';

/** Given out for each box; a phone must change it at the first use. */
const FIRST_PIN = '1234';
const GROUP_BOX_NO = '8000';

/** Gives a house without boxes one for everybody, and each agent one at its extension. */
export async function furnishDemoBoxes(parts: {
  readonly accounts: AccountsRepository;
  readonly voicemail: VoicemailService;
}): Promise<void> {
  const { accounts, voicemail } = parts;
  if (voicemail.boxes.all().length > 0) return;
  const users = await accounts.all();
  const seated = users.filter((user) => user.role !== 'admin');
  const stationNos: string[] = [];
  for (const { userId, displayName, login, role } of seated) {
    const stationNo = (await accounts.byLogin(login))?.lastStationNo;
    if (role !== 'agent' || stationNo === undefined) continue;
    stationNos.push(stationNo);
    const setup = {
      boxNo: stationNo,
      title: displayName,
      kind: 'personal',
      ownerUserId: userId,
      stationNos: [stationNo],
    };
    await voicemail.boxes.create(boxSetupSchema.parse(setup), FIRST_PIN);
  }
  const memberUserIds = seated.map((user) => user.userId);
  const everybody = { boxNo: GROUP_BOX_NO, title: '公共留言', kind: 'group', memberUserIds, stationNos };
  await voicemail.boxes.create(boxSetupSchema.parse(everybody), FIRST_PIN);
}
