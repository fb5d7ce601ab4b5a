package org.cityarchive.server.security;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.server.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The city's own sign-in, by OpenID Connect: authorization code with PKCE. Nothing is asked of it before somebody comes to sign in, so
 * an issuer that is down never keeps the archive from starting.
 */
final class SingleSignOn {
    static final String BACK = "/sign-in/single/back";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256, SignatureAlgorithm.RS512, SignatureAlgorithm.ES512);

    private final Issuer issuer;
    private final SiteAddress site;
    private final SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    private volatile @Nullable Known known;

    /**
     * Where the city's sign-in is, and who we are there.
     *
     * @param secret empty: a public client, by PKCE alone
     */
    record Issuer(URI address, String clientId, String secret) {}

    private record Known(ClientRegistration registration, String authorize, String back, NimbusJwtDecoder decoder) {}

    /** One sign-in on its way: what must come back unchanged, and what proves that it was begun here. */
    record Attempt(String state, String nonce, String verifier) {
        static Attempt fresh() {
            return new Attempt(Secret.token(""), Secret.token(""), Secret.token(""));
        }
    }

    /** The city's sign-in does not answer, or not as one. */
    static final class Unanswered extends Exception {
        Unanswered(@Nullable Throwable cause) {
            super("the issuer does not answer", cause);
        }
    }

    /** Its answer does not hold: not for us, not for this attempt, over, or not signed by it. */
    static final class NotProven extends Exception {
        NotProven(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    /** @param site where people reach this archive; its sign-in page is registered with the issuer */
    SingleSignOn(Issuer issuer, SiteAddress site) {
        this.issuer = issuer;
        this.site = site;
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
    }

    /** Where to send the browser. */
    URI begin(Attempt attempt) throws Unanswered {
        var known = known();
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.digest(attempt.verifier()));
        return UriComponentsBuilder.fromUriString(known.authorize())
                .queryParam("response_type", "code").queryParam("client_id", "{client}")
                .queryParam("scope", "openid profile email")
                .queryParam("redirect_uri", "{back}").queryParam("state", attempt.state()).queryParam("nonce", attempt.nonce())
                .queryParam("code_challenge", challenge).queryParam("code_challenge_method", "S256").encode()
                .buildAndExpand(issuer.clientId(), known.back()).toUri();
    }

    /** Who signed in there, as the issuer's signed token says. */
    Jwt redeem(String code, Attempt attempt) throws Unanswered, NotProven {
        var known = known();
        try {
            var token = known.decoder().decode(idToken(known, code, attempt));
            if (!attempt.nonce().equals(token.getClaimAsString("nonce"))) {
                throw new NotProven("another nonce", null);
            }
            return token;
        } catch (OAuth2AuthorizationException | BadJwtException e) {
            if (e.getCause() instanceof RestClientException) {
                throw new Unanswered(e);
            }
            throw new NotProven(String.valueOf(e.getMessage()), e);
        } catch (JwtException | RestClientException e) {
            throw new Unanswered(e);
        }
    }

    private String idToken(Known known, String code, Attempt attempt) throws NotProven {
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(known.authorize()).clientId(issuer.clientId())
                .redirectUri(known.back()).state(attempt.state())
                .attributes(a -> a.put(PkceParameterNames.CODE_VERIFIER, attempt.verifier())).build();
        var response = OAuth2AuthorizationResponse.success(code).redirectUri(known.back()).state(attempt.state())
                .build();
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder().requestFactory(requests).configureMessageConverters(converters -> converters
                .addCustomConverter(new FormHttpMessageConverter())
                .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
        var tokens = client.getTokenResponse(
                new OAuth2AuthorizationCodeGrantRequest(known.registration(),
                        new OAuth2AuthorizationExchange(request, response)));
        if (!(tokens.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token)) {
            throw new NotProven("no id token", null);
        }
        return token;
    }

    private Known known() throws Unanswered {
        var now = known;
        if (now == null) {
            now = discover();
            known = now;
        }
        return now;
    }

    private Known discover() throws Unanswered {
        try {
            var address = issuer.address().toString();
            var document = RestClient.builder().requestFactory(requests).build().get()
                    .uri(URI.create((address.endsWith("/") ? address : address + "/") + ".well-known/openid-configuration"))
                    .retrieve()
                    .body(new ParameterizedTypeReference<Map<String, Object>>() {
                    });
            if (document == null || !address.equals(document.get("issuer"))) {
                throw new Unanswered(null); // OpenID Connect Discovery §4.3: it must name itself
            }
            var back = site.of(BACK).toString();
            var registration = ClientRegistrations.fromOidcConfiguration(document).registrationId("city")
                    .clientId(issuer.clientId()).clientSecret(issuer.secret()).scope(List.of("openid", "profile", "email"))
                    .redirectUri(back).build();
            var authorize = registration.getProviderDetails().getAuthorizationUri();
            var keys = registration.getProviderDetails().getJwkSetUri();
            if (authorize == null || keys == null) {
                throw new Unanswered(null);
            }
            return new Known(registration, authorize, back, decoder(keys, registration));
        } catch (RestClientException | IllegalArgumentException e) {
            throw new Unanswered(e);
        }
    }

    private NimbusJwtDecoder decoder(String keys, ClientRegistration registration) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(all -> all.addAll(ALGORITHMS)).restOperations(new RestTemplate(requests)).build();
        decoder.setJwtValidator(new OidcIdTokenValidator(registration)); // issuer, audience, authorized party, expiry
        return decoder;
    }
}
