module example.com/planner/agent

go 1.25

require (
	github.com/anthropics/anthropic-sdk-go v1.19.0
	github.com/golang-jwt/jwt/v5 v5.3.0
)
