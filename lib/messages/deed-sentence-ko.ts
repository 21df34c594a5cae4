import { nounsKo, verbsKo } from './deed-words-ko.ts';
import { withParticle } from './korean-particle.ts';
import type { ObjectName } from './object-name.ts';
import type { NamedDeed, Outcome, Subject, Thing, ToldCall } from './sentence-parts.ts';

/** `AWS root 계정이 IAM 사용자 kim에 정책 ReadOnlyAccess를 연결했습니다`. */
export function deedKo(
  subject: Subject,
  { verb, object, of }: NamedDeed,
  outcome: Outcome,
): string {
  const [stem, particle, ofParticle] = verbsKo()[verb];
  const what = [withParticle(thingKo(object), particle)];
  const about = of === undefined ? [] : [aboutKo(of, ofParticle, subject)];
  // What a thing is changed to is said after it: 지원 플랜을 Business 등급으로.
  const told = ofParticle === '으로' ? [...what, ...about] : [...about, ...what];
  return [subject.by, ...told, ended(stem, subject, outcome)].join(' ');
}

/** Root that acts on itself is not named twice: `AWS root 계정이 자신의 액세스 키를`. */
function aboutKo(
  of: Thing,
  particle: Parameters<typeof withParticle>[1],
  { isRoot }: Subject,
): string {
  return withParticle(isRoot && of.noun === 'rootItself' ? '자신' : thingKo(of), particle);
}

/** `AWS root 계정이 EC2에서 인스턴스 i-1을 대상으로 RunInstances를 실행했습니다`. */
export function callKo(
  subject: Subject,
  { api, service, on, remark }: ToldCall,
  outcome: Outcome,
): string {
  const parts = [
    subject.by,
    ...(service === undefined ? [] : [withParticle(service, '에서')]),
    ...(on === undefined ? [] : [`${withParticle(on, '을')} 대상으로`]),
    withParticle(api ?? '이름을 알 수 없는 호출', '을'),
    ended('실행', subject, outcome),
    ...(remark === undefined ? [] : [`(${remark})`]),
  ];
  return parts.join(' ');
}

/** `인스턴스 i-1 외 9개`. */
export function namedKo(noun: string, { name, others }: ObjectName): string {
  return `${noun} ${name}${others > 0 ? ` 외 ${others}개` : ''}`;
}

function ended(stem: string, { failure }: Subject, outcome: Outcome): string {
  return outcome === 'done' ? `${stem}했습니다` : `${stem}하려 했으나 ${failure.tail}`;
}

/** `p5.48xlarge 유형`, where the name is a value and no name of a thing. */
const afterName: readonly Thing['noun'][] = ['instanceType', 'planLevel'];

export function thingKo({ noun, name, others = 0, count }: Thing): string {
  const text = nounsKo()[noun];
  if (name !== undefined && afterName.includes(noun)) return `${name} ${text}`;
  if (name !== undefined) return namedKo(text, { name, others });
  return count === undefined ? text : `${text} ${count}개`;
}
