module example.com/desk

go 1.26

require (
	github.com/Azure/azure-sdk-for-go/sdk/azidentity v1.13.0
	github.com/golang-jwt/jwt/v5 v5.3.0
	github.com/openai/openai-go v1.12.0
)

replace (
	github.com/Azure/azure-sdk-for-go/sdk/azidentity => ./sdk/azidentity
	github.com/golang-jwt/jwt/v5 => ./sdk/jwt
	github.com/openai/openai-go => ./sdk/openai
)
