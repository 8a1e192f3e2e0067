# make run     serve the page and the API on http://127.0.0.1:8080
# make test    every test: formatting, units, the built programs, a real browser
# make train   make the shipped weights again
# make bench   the time of the forward pass alone

libraries := pkg-config libdeflate-dev libpng-dev libopenblas-dev zlib1g-dev
test_tools := chromium chromium-driver curl python3 python3-numpy python3-pil python3-pytest python3-selenium
python := /usr/bin/python3

.PHONY: run test train bench release lint clean

run: release
	.build/release/inkling serve

release:
	@Scripts/require.sh $(libraries)
	@echo "Building inkling (release)"
	swift build -c release --product inkling

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

test: export INKLING_STRICT = 1
test:
	@Scripts/require.sh $(libraries) $(test_tools)
	$(MAKE) lint
	swift build -c release --product inkling
	swift build -c release --product inkling-train
	swift test
	$(python) -m pytest Tests/Product Tests/Oracles
	$(python) -m pytest Tests/Browser

train:
	@Scripts/require.sh $(libraries)
	swift build -c release --product inkling-train
	.build/release/inkling-train fit --output runs/inkling.safetensors

bench: release
	@Scripts/require.sh $(libraries)
	.build/release/inkling bench

clean:
	swift package clean
