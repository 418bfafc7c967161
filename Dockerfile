# The office in a container: docker run -p 127.0.0.1:8080:8080 -v soat:/var/lib/soat soat
FROM swift:6.3-bookworm AS build
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends \
    libzip-dev libxlsxwriter-dev libxml2-dev libpq-dev libqrencode-dev libcurl4-openssl-dev libsqlite3-dev pkg-config \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Plugins Plugins
COPY Sources Sources
COPY Benchmarks Benchmarks
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product soat \
  && strip --strip-unneeded .build/release/soat

FROM debian:bookworm-slim
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends \
    libzip4 libxlsxwriter4 libxml2 libpq5 libqrencode4 libcurl4 libsqlite3-0 poppler-utils tzdata ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --user-group --home-dir /var/lib/soat soat \
  && install -d -o soat -g soat -m 0700 /var/lib/soat
COPY --from=build /source/.build/release/soat /usr/bin/soat
USER soat
WORKDIR /var/lib/soat
VOLUME /var/lib/soat
ENV SOAT_DATABASE=/var/lib/soat SOAT_HOST=0.0.0.0 SOAT_PORT=8080
EXPOSE 8080
ENTRYPOINT ["/usr/bin/soat"]
CMD ["serve"]
