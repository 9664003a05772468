import { linkTarget } from './link-target.js';

const at = (url: string) => {
  const { token, part, isForPeople } = linkTarget(url);
  return [token, part, isForPeople ? 'people' : 'programs'];
};

describe('what a path asks for', () => {
  it.each([
    ['/d/Ab-_9', ['Ab-_9', 'page', 'people']],
    ['/d/Ab-_9/', ['Ab-_9', 'page', 'people']],
    ['/d/Ab-_9?utm_source=mail', ['Ab-_9', 'page', 'people']],
    ['/d/Ab-_9/file', ['Ab-_9', 'file', 'programs']],
    ['/d/Ab-_9/file?from=page', ['Ab-_9', 'file', 'people']],
    ['/d/Ab-_9/file?from=elsewhere', ['Ab-_9', 'file', 'programs']],
    ['/d/Ab-_9/received', ['Ab-_9', 'received', 'people']],
    ['/d/Ab-_9/status', ['Ab-_9', 'status', 'programs']],
    ['/d/Ab-_9/logo?v=1', ['Ab-_9', 'logo', 'programs']],
  ])('%s', (url, target) => expect(at(url)).toEqual(target));

  it.each(['.', ')', ').', ',', ';', '!', '>', '%29', '%2E', '”', '%E2%80%9D', "'", '…', '】', '*'])(
    'D9: is the same with %s behind the link',
    (sign) => {
      expect(at(`/d/Ab-_9${sign}`)).toEqual(['Ab-_9', 'page', 'people']);
      expect(at(`/d/Ab-_9/file${sign}`)).toEqual(['Ab-_9', 'file', 'programs']);
    },
  );

  it('D9: is the same with encoded letters', () => {
    expect(at('/d/%41b%2D_9/file')).toEqual(['Ab-_9', 'file', 'programs']);
    expect(at('/d/%41b%2D_9%2Ffile')).toEqual(['Ab-_9', 'file', 'programs']);
  });

  it.each([
    ['/', ['', 'page', 'people']],
    ['/d', ['', 'page', 'people']],
    ['/elsewhere', ['', 'page', 'programs']],
    ['/d/', ['', 'page', 'people']],
    ['/d/%E0%A4%A', ['', 'page', 'people']],
    ['/d/Ab=', ['', 'page', 'people']],
    ['/d/Ab=/file', ['', 'page', 'programs']],
    [`/d/${'x'.repeat(300)}`, ['', 'page', 'people']],
    ['/d/..%2f..%2fetc/file', ['', 'page', 'programs']],
    ['/d/Ab/file/more', ['', 'page', 'people']],
    ['/e/Ab', ['', 'page', 'programs']],
  ])('%s is none of ours', (url, target) => expect(at(url)).toEqual(target));

  it('names the language that the reader chose, and the page that the answer leads back to', () => {
    expect(linkTarget('/d/Ab?lang=ja')).toMatchObject({ language: 'ja', back: '' });
    expect(linkTarget('/d/Ab?lang=xx')).toMatchObject({ language: undefined });
    expect(linkTarget('/d/Ab/received?back=Cd-_9')).toMatchObject({ back: 'Cd-_9' });
    expect(linkTarget('/d/Ab/received?back=//evil.example')).toMatchObject({ back: '' });
  });
});
