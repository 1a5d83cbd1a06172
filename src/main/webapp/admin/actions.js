/**
 * What an administrator can do with one click. Each action has texts: `action.NAME` on its button, `ask.NAME` and `why.NAME` in
 * the confirmation, and `done.NAME` for its result. An action returns the receipt if the user was deleted.
 *
 * @type {Record<string, (client: AdminClient, person: { user: object, tag: string|null }) => Promise<object>>}
 */
export const ACTIONS = {
  'remove-avatar': (client, { user, tag }) => client.change(user.id, tag, { avatar: '' }),
  'delete-avatars': (client, { user }) => client.deleteAvatars(user.id),
  'remove-cover': (client, { user, tag }) => client.change(user.id, tag, { cover: '' }),
  block: (client, { user, tag }) => client.setStatus(user.id, tag, 'b'),
  unblock: (client, { user, tag }) => client.setStatus(user.id, tag, 'a'),
  restore: (client, { user }) => client.setStatus(user.id, null, 'a'),
  delete: (client, { user }) => client.delete(user.id, { hard: false }),
  erase: (client, { user }) => client.delete(user.id, { hard: true }),
};
