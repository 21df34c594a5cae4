import type { Locale } from '../config.ts';
import { regionText } from './identifier-text.ts';

/** Where AWS's regions are ("AWS Regions", General Reference), as operators call them. */
const places: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'af-south-1': { ko: '케이프타운', en: 'Cape Town' },
  'ap-east-1': { ko: '홍콩', en: 'Hong Kong' },
  'ap-east-2': { ko: '타이베이', en: 'Taipei' },
  'ap-northeast-1': { ko: '도쿄', en: 'Tokyo' },
  'ap-northeast-2': { ko: '서울', en: 'Seoul' },
  'ap-northeast-3': { ko: '오사카', en: 'Osaka' },
  'ap-south-1': { ko: '뭄바이', en: 'Mumbai' },
  'ap-south-2': { ko: '하이데라바드', en: 'Hyderabad' },
  'ap-southeast-1': { ko: '싱가포르', en: 'Singapore' },
  'ap-southeast-2': { ko: '시드니', en: 'Sydney' },
  'ap-southeast-3': { ko: '자카르타', en: 'Jakarta' },
  'ap-southeast-4': { ko: '멜버른', en: 'Melbourne' },
  'ap-southeast-5': { ko: '말레이시아', en: 'Malaysia' },
  'ap-southeast-6': { ko: '뉴질랜드', en: 'New Zealand' },
  'ap-southeast-7': { ko: '태국', en: 'Thailand' },
  'ca-central-1': { ko: '캐나다 중부', en: 'Canada Central' },
  'ca-west-1': { ko: '캘거리', en: 'Calgary' },
  'cn-north-1': { ko: '베이징', en: 'Beijing' },
  'cn-northwest-1': { ko: '닝샤', en: 'Ningxia' },
  'eu-central-1': { ko: '프랑크푸르트', en: 'Frankfurt' },
  'eu-central-2': { ko: '취리히', en: 'Zurich' },
  'eu-north-1': { ko: '스톡홀름', en: 'Stockholm' },
  'eu-south-1': { ko: '밀라노', en: 'Milan' },
  'eu-south-2': { ko: '스페인', en: 'Spain' },
  'eu-west-1': { ko: '아일랜드', en: 'Ireland' },
  'eu-west-2': { ko: '런던', en: 'London' },
  'eu-west-3': { ko: '파리', en: 'Paris' },
  'il-central-1': { ko: '텔아비브', en: 'Tel Aviv' },
  'me-central-1': { ko: 'UAE', en: 'UAE' },
  'me-south-1': { ko: '바레인', en: 'Bahrain' },
  'mx-central-1': { ko: '멕시코', en: 'Mexico' },
  'sa-east-1': { ko: '상파울루', en: 'São Paulo' },
  'us-east-1': { ko: '버지니아', en: 'N. Virginia' },
  'us-east-2': { ko: '오하이오', en: 'Ohio' },
  'us-gov-east-1': { ko: 'GovCloud 동부', en: 'GovCloud East' },
  'us-gov-west-1': { ko: 'GovCloud 서부', en: 'GovCloud West' },
  'us-west-1': { ko: '캘리포니아', en: 'N. California' },
  'us-west-2': { ko: '오레곤', en: 'Oregon' },
};

/** `ap-northeast-2 (서울)`. A region that we do not know has its code alone. */
export function regionWithName(region: string, locale: Locale): string {
  const place = Object.hasOwn(places, region) ? places[region]?.[locale] : undefined;
  const code = regionText(region);
  return place === undefined ? code : `${code} (${place})`;
}
