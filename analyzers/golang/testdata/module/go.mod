module example.com/typed

go 1.26

require github.com/openai/openai-go v1.12.0

replace github.com/openai/openai-go => ./sdk
