package sessions

import (
	"crypto/x509"
	"time"

	"example.com/agents/issuer"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	jose "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	"github.com/hashicorp/vault/api"
	jwx "github.com/lestrrat-go/jwx/v3/jwt"
	authv1 "k8s.io/api/authentication/v1"
	"k8s.io/utils/ptr"
)

const year = 365 * 24 * time.Hour

// Through functions of another package.
func endless(id string) (string, error) {
	claims := jwt.MapClaims{"sub": id}
	claims["aud"] = "tools"
	return issuer.Sign(claims)
}

func endlessMade(id string) *jwt.Token {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, issuer.Claims(id))
}

func fiveYears(id string) (string, error) { return issuer.Issue(id, 5*year) }

func ninety(id string) (string, error) { return issuer.DayToken(id, 90) }

func fine(id string) (string, error) {
	issuer.SignStamped(jwt.MapClaims{"sub": id})
	jwt.NewWithClaims(jwt.SigningMethodHS256, issuer.Stamp(id))
	claims := issuer.Claims(id)
	claims["exp"] = time.Now().Add(10 * time.Minute).Unix()
	jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	return issuer.Issue(id, 15*time.Minute)
}

func given(id string, ttl time.Duration) (string, error) { return issuer.Issue(id, ttl) }

// What clouds and stores are asked for.
func clouds(hours int) {
	stscreds.NewAssumeRoleProvider(nil, "arn:aws:iam::111122223333:role/desk", func(o *stscreds.AssumeRoleOptions) {
		o.Duration = 12 * time.Hour
	})
	_ = sts.AssumeRoleInput{RoleArn: aws.String("arn:aws:iam::111122223333:role/desk"), DurationSeconds: aws.Int32(43200)}
	_ = api.TokenCreateRequest{TTL: "720h"}
	_ = api.TokenCreateRequest{Period: "24h"}
	_ = api.TokenCreateRequest{Period: "24h", ExplicitMaxTTL: "72h"}
	_ = authv1.TokenRequest{Spec: authv1.TokenRequestSpec{ExpirationSeconds: ptr.To[int64](int64(year.Seconds()))}}
	_ = authv1.TokenRequestSpec{ExpirationSeconds: ptr.To(int64(604800))}
	_ = x509.Certificate{NotAfter: time.Now().AddDate(10, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	_ = x509.Certificate{NotAfter: time.Now().AddDate(10, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	_ = x509.Certificate{NotAfter: time.Now().AddDate(10, 0, 0), IsCA: true, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	_ = sas.BlobSignatureValues{ExpiryTime: time.Now().UTC().Add(48 * time.Hour)}
	_ = jose.Claims{Subject: "desk", Expiry: jose.NewNumericDate(time.Now().Add(2 * year))}
	jwx.NewBuilder().Subject("desk").Expiration(time.Now().Add(time.Duration(hours) * time.Hour))
	jwx.NewBuilder().Subject("desk").Expiration(time.Now().Add(48 * time.Hour))
}
