package org.cityarchive.server.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.AttributeValueQuotes;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * While a past day is shown, every form that writes stands disabled, whatever page it is on, and the day travels with it, so that
 * {@link PastWrites} refuses what is sent all the same. A form with {@code data-past="kept"} only reads that past, and stays.
 */
public final class PastForms extends AbstractTemplateHandler {
    /** Requests that ask for a past have one of these parameters. */
    static final Set<String> PARAMETERS = Set.of("asOf", "knownAt");
    private static final int LAST = 10_000;
    private static final Map<String, String> DISABLED = new LinkedHashMap<>();
    static {
        DISABLED.put("disabled", "disabled");
        DISABLED.put("class", "ca-past-form");
        DISABLED.put("aria-describedby", "past-why");
    }

    private Map<String, String> past = Map.of();
    private @Nullable ITemplateContext context;
    private boolean inside;

    /** How Thymeleaf comes to know of it. */
    static final class Dialect implements IPostProcessorDialect {
        @Override
        public String getName() {
            return "past-forms";
        }

        @Override
        public int getDialectPostProcessorPrecedence() {
            return LAST;
        }

        @Override
        public Set<IPostProcessor> getPostProcessors() {
            return Set.of(new PostProcessor(TemplateMode.HTML, PastForms.class, LAST));
        }
    }

    @Override
    public void setContext(ITemplateContext given) {
        super.setContext(given);
        context = given;
        if (given instanceof IWebContext web) {
            var asked = new LinkedHashMap<String, String>();
            for (var name : PARAMETERS) {
                var value = web.getExchange().getRequest().getParameterValue(name);
                if (value != null && !value.isBlank()) {
                    asked.put(name, value);
                }
            }
            past = asked;
        }
    }

    @Override
    public void handleOpenElement(IOpenElementTag tag) {
        if (context == null || past.isEmpty() || !isWriting(tag)) {
            super.handleOpenElement(tag);
            return;
        }
        var model = context.getModelFactory();
        var action = tag.getAttributeValue("action");
        super.handleOpenElement(action == null ? tag : model.setAttribute(tag, "action", dated(action)));
        super.handleOpenElement(model.createOpenElementTag("fieldset",
                DISABLED,
                AttributeValueQuotes.DOUBLE,
                false));
        inside = true;
    }

    @Override
    public void handleCloseElement(ICloseElementTag tag) {
        if (inside && context != null && "form".equals(tag.getElementCompleteName())) {
            inside = false;
            super.handleCloseElement(context.getModelFactory().createCloseElementTag("fieldset"));
        }
        super.handleCloseElement(tag);
    }

    private static boolean isWriting(IOpenElementTag tag) {
        return "form".equals(tag.getElementCompleteName()) && "post".equalsIgnoreCase(tag.getAttributeValue("method"))
                && !"kept".equals(tag.getAttributeValue("data-past"));
    }

    /** The attribute's value stands escaped, so that what joins parameters is, too. */
    private String dated(String action) {
        var parameters = new PageAddress("", past).toString().substring(1).replace("&", "&amp;");
        return action + (action.indexOf('?') < 0 ? "?" : "&amp;") + parameters;
    }
}
