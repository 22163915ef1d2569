import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3Client({});

export function share(Key: string) {
  return getSignedUrl(s3, new GetObjectCommand({ Bucket: 'reports', Key }), { expiresIn: 7 * 24 * 3600 });
}
